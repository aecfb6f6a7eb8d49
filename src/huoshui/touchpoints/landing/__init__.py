"""
Landing pages 落地页: what somebody's phone shows between an advertisement and a live code.

A page is a few words, a picture and a code, in one answer below 50 kB; the code's picture is the only other request.
Every live code has a page of its own in its own place until somebody writes a better one. Each opening is kept with
what it was opened with, and becomes an event of whoever opened it; robots are kept with their reason and stop there.
"""
