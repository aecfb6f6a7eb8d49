// @rudderstack/rudder-sdk-node, unmodified, pointed at our host.
import RudderAnalytics from '@rudderstack/rudder-sdk-node'

const analytics = new RudderAnalytics(process.env.HUOSHUI_WRITE_KEY, {
  dataPlaneUrl: process.env.HUOSHUI_URL,
  path: '/v1/batch',
  gzip: true,
  flushAt: 4,
  errorHandler: (error) => { console.error(error); process.exitCode = 1 },
})
const sent = []
let number = 0
const mark = (message) => {
  const marked = { messageId: `rudder-node-${number++}`, ...message }
  sent.push(marked)
  return marked
}
const who = { userId: 'rnode-u1', anonymousId: 'rnode-a1' }
analytics.identify(mark({ ...who, traits: { phone: '13812345678', plan: 'vip' } }))
analytics.track(mark({ ...who, event: 'Product Viewed', properties: { sku: 'X3', name: '长续航 🚲', price: 3999 } }))
analytics.page(mark({ ...who, category: '商城', name: '首页', properties: { url: 'https://b.cn/?utm_source=xhs' } }))
analytics.screen(mark({ ...who, name: 'Home' }))
analytics.group(mark({ ...who, groupId: 'store-1', traits: { city: '杭州' } }))
analytics.alias(mark({ userId: 'rnode-u2', previousId: 'rnode-u1' }))
for (let n = 0; n < 20; n++) analytics.track(mark({ anonymousId: `rnode-visitor-${n}`, event: 'Cart Viewed', properties: { n } }))
await new Promise((resolve) => analytics.flush(() => resolve()))
await new Promise((resolve) => setTimeout(resolve, 300))
await new Promise((resolve) => analytics.flush(() => resolve()))
console.log(JSON.stringify(sent))
process.exit()
