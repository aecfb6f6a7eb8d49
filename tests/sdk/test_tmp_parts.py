import httpx2, pytest, json

async def test_parts(live_server):
    batch=[{"type":"track","event":"A","userId":"u1","messageId":f"m{y}-{m}","timestamp":f"{y}-{m:02d}-05T00:00:00Z"} for y in range(1990,2026) for m in range(1,13)]
    async with httpx2.AsyncClient(base_url=live_server.base_url, auth=(live_server.write_key,"")) as c:
        r=await c.post("/v1/batch",json={"batch":batch},timeout=60)
        print(r.status_code,r.text[:300])
        r=await c.post("/v1/track",json={"event":"A","userId":"u1","properties":{"a":10**30,"order_id":"1"},"messageId":"big"})
        print(r.status_code,r.text)
        r=await c.post("/v1/track",json={"event":"Order Completed","userId":"u1","properties":{"a":10**30,"order_id":"1"},"messageId":"big2"})
        print(r.status_code,r.text)
        r=await c.post("/v1/identify",content=b'{"userId":"u\\u0000x\\ud800","traits":{"a\\u0000":"\\u0000","b":[1e999]},"messageId":"nul\\u0000"}')
        print(r.status_code,r.text)
        r=await c.post("/v1/track",content=b'{"userId":"u2","event":"X","properties":{"a":'+b'['*100000+b']'*100000+b'},"messageId":"deep"}')
        print(r.status_code,r.text)
        for p in ("/v1/nope","/v1/batch"):
            r=await c.get(p); print(r.status_code,r.text,r.headers.get("allow"))
        r=await c.request("FOO","/v1/batch"); print(r.status_code,r.text)
    await live_server.platform.settle()
    print(await live_server.platform.clickhouse.rows("SELECT count() FROM events"))
    async with live_server.platform.postgres.session() as s:
        from sqlalchemy import text
        print((await s.execute(text("select code,message,message_id from quarantine"))).all())
