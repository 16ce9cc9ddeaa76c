## Before the last act: what to know and in which order, beside what stops, goes on and remains (ending.ftl).

before-statements-title = Where to read your statements afterwards
before-order-title = If you want to take data out or have it deleted too: in this order
before-order-export = Take your data out ({ $host })
before-order-deletion = Ask for deletion ({ $host })
before-order-end = End the connection on this screen
before-order-note = You can end it without. Afterwards you may not be able to get in at { $connector }, or to take anything out.
before-order-harm = If it may be used against your will, do not keep to this order: end it first.
before-order-address = The address of { $connector }’s page
before-more-title = What remains, in detail
before-keeps-title = What { $connector } may keep
before-keeps-untold = What { $connector } keeps, and how long, is not told.
before-chain-title = Companies that got data onward, as you allowed
before-chain-receives = Receives: { $receives }
before-chain-responsible = Answers for it: { $responsible }
before-chain-terms = On terms: { $terms }
before-measure = See what was measured
before-measure-not-yet = Try how quickly it takes effect

service-keeps-label = What it may keep after an ending
service-export-label = To take data out
service-statements-label = Where to read statements without this service
