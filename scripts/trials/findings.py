"""What a trial found, and how it is told: a table, then each finding; the exit status is 1 when there is one."""

import sys


class Findings:
    def __init__(self, name, limit=20):
        self.name, self.limit, self.all = name, limit, []

    def add(self, what, detail=""):
        """Notes a finding and shows it at once: a long run may be stopped."""
        self.all.append(what)
        print(f"!! {what}" + "".join(f"\n   {line}" for line in str(detail).splitlines()), file=sys.stderr, flush=True)

    @property
    def enough(self):
        return len(self.all) >= self.limit

    def expect(self, holds, what, detail=""):
        if not holds:
            self.add(what, detail)
        return bool(holds)

    def end(self):
        print(f"{self.name}: " + (f"{len(self.all)} findings" if self.all else "nothing found"), flush=True)
        return 1 if self.all else 0


def table(rows, header=()):
    """Rows of texts and numbers in columns; numbers stand right."""
    rows = [[f"{cell:.1f}" if isinstance(cell, float) else str(cell) for cell in row] for row in [header, *rows] if row]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = [cell.rjust(width) if cell.replace(".", "").isdigit() else cell.ljust(width)
                 for cell, width in zip(row, widths)]
        print("  ".join(cells).rstrip(), flush=True)


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0
