"""
Staff's work 员工任务: what somebody is to do, about whom, with which words, and until when.

A task is made by hand, by a program, or by a step of a SOP. It ends once: done, or dropped with its reason. Whether it
was on time, late or missed is told by its window.
"""
