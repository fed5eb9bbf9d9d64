#!/usr/bin/env python3
"""Django's commands for those who work on the code; an installation uses `rumbo`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumbo.config.settings")
    os.environ.setdefault("RUMBO_DEBUG", "1")
    execute_from_command_line(sys.argv)
