// @segment/analytics-node, unmodified, pointed at our host.
import { Analytics } from '@segment/analytics-node'

const analytics = new Analytics({
  writeKey: process.env.HUOSHUI_WRITE_KEY,
  host: process.env.HUOSHUI_URL,
  path: '/v1/batch',
  flushAt: 4,
})
const sent = []
analytics.on('error', (error) => { console.error(error); process.exitCode = 1 })
const remember = (error, context) => {
  if (error) { console.error(error); process.exitCode = 1 }
  sent.push(context.event)
}
const who = { userId: 'node-u1', anonymousId: 'node-a1' }
analytics.identify({ ...who, traits: { phone: '13812345678', plan: 'vip' } }, remember)
analytics.track({ ...who, event: 'Product Viewed', properties: { sku: 'X3', name: '长续航 🚲', price: 3999 } }, remember)
analytics.page({ ...who, category: '商城', name: '首页', properties: { url: 'https://b.cn/?utm_source=xhs' } }, remember)
analytics.screen({ ...who, name: 'Home' }, remember)
analytics.group({ ...who, groupId: 'store-1', traits: { city: '杭州' } }, remember)
analytics.alias({ userId: 'node-u2', previousId: 'node-u1' }, remember)
for (let n = 0; n < 20; n++) analytics.track({ anonymousId: `node-visitor-${n}`, event: 'Cart Viewed', properties: { n } }, remember)
await analytics.closeAndFlush()
console.log(JSON.stringify(sent))
