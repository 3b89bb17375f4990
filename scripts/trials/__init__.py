"""What tries to bring the server down: fuzzing, kills, soaking, attacks. Standard library alone; entry points are ../fuzz and its like."""
