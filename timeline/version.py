"""The version of this program; the package is built with it."""

VERSION = "0.1.0"
