"""A questionnaire as a workbook that is filled in off-line: how it is laid out, written and read. Pure: values in, values out."""
