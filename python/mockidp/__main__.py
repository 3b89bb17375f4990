"""``python -m mockidp …`` is the program, also where the folder of scripts is not on the path."""

import os
import sys

from .program import program

path = program()
os.execv(path, [path, *sys.argv[1:]])
