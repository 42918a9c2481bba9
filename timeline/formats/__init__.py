"""Problems in the forms that people and programs read: a file for each, and what several need."""

from typing import Literal, get_args

Form = Literal["text", "json", "github", "sarif"]
FORMS: tuple[Form, ...] = get_args(Form)
