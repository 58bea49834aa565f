"""Files to tables of text cells: workbooks, OpenDocument and CSV."""
