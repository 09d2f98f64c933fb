"""What a line of print is: units, shapes, captions, datelines, headers, labels."""
