# The connector's side

connector-title-waiting = Connected company
connector-said = About { $connector }’s side. It is not a statement of { $issuer }. Who said what stands with each part.
connector-facts = About the connected company
company-label = Company
service-label = Service
not-told-connector = Not provided by { $connector } or { $issuer }
not-provided-title = What has not reached this app
not-provided-body = Neither { $connector } nor { $issuer } provides the following.
connector-fact-company = representative and address
connector-fact-hours = service hours and days off
connector-fact-risks = main risks
connector-fact-contacts = contacts
connector-fact-roles = who plays which part
connector-fact-compensation = what was agreed for damage
connector-fact-stops = planned stops and notices
other-grants = Other connections with { $connector }
outside-page = A page outside this app. To open it, copy the address into your browser.

## Contacts

contacts-title = Contacts
contacts-no-emergency = No emergency contact for unauthorised use is provided by { $connector } or { $issuer }.
topic-emergency = Used without your permission, or maybe so (emergency)
topic-question = Questions about using it
topic-complaint = Complaints
topic-compensation = Compensation for damage
topic-deletion = Deleting your data
topic-display = Wrong or misleading display
topic-other = Anything else
answers-issuer = { $issuer } answers
answers-connector = { $connector } answers
contact-phone = phone number ({ $topic })
contact-mail = mail address ({ $topic })
contact-page = address of the page ({ $topic })
contact-no-way = How to reach { $who } is not provided here. Please look on their own pages or papers.
hours-open-until = Open now (until { $at })
hours-open-always = Open now
hours-closed-until = Closed now (opens { $at })
hours-closed = Closed now (when it opens is not provided)
hours-unread = Whether it is open now cannot be read
hours-published = Hours as published:

## Service and company

about-service-title = About the service
about-label = What it is
hours-label = When it runs
risks-label = Main risks
about-company-title = About the company
trade-name-label = Trade name
representative-label = Representative
address-label = Address
site-label = Official site
public-notice-label = Public notice of accounts
term-public-notice = electronic public notice (電子公告)

## What was agreed

roles-title = Who plays which part
compensation-title = What was agreed for damage
first-payer-label = Who pays first
first-payer-note = Also where both are liable, this company pays first.
method-label = How it is paid
range-label = How far it is compensated
corporate-label = Cards of companies and sole proprietors
deviation-label = Different from the usual rules
deviation-is = This agreement deviates from the guideline. The reason given:
compensation-liability = This agreement does not change legal liability. Damage on company cards, and damage with fault of the holder, is dealt with case by case.

## Companies that get the data onward

chain-receives-label = Gets
chain-responsible-label = Responsible
chain-terms-label = Terms
chain-goes-on = Ending the connection does not take back what these companies have already received.

## Notices and planned stops

news-title = Notices and planned stops
news-none = Among what { $issuer } publishes there is no notice or planned stop of this company.
news-none-open = No notice still stands.
news-past = { $count ->
    [one] 1 earlier notice
   *[other] { $count } earlier notices
 }
news-of-issuers = { $count ->
    [one] 1 notice from a payment company
   *[other] { $count } notices from payment companies
 }
