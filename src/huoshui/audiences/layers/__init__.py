"""
Where people stand: AIPL stages, life-cycle, fan tiers, RFM, and tables of one against another.

A layering is data (`audiences.contract.layerings`); being on a level is a condition of the segment language. So every
figure here is a count over one compiled query, every cell is a segment, and any past day can be asked.
"""
