# Settings

settings-title = Settings
language-label = Language
theme-label = Brightness
theme-system = Follow the device
theme-light = Light
theme-dark = Dark
profile-label = Profile
profile-ordinary = Ordinary
profile-practice = Practice
profile-note-ordinary = Connects to real payment companies.
profile-note-practice = Connects to practice payment companies only. No company or person in it exists.
vault-label = Where keys are kept
vault-keychain = This device’s keychain
vault-passphrase = A file sealed with your passphrase
vault-practice-file = A practice file
vault-note-keychain = The keys to payment companies are where the device’s system guards them.
vault-note-passphrase = The keys to payment companies cannot be read without your passphrase.
vault-note-practice-file = Not encrypted. It works with practice payment companies only.
operator-name = Trade name
operator-representative = Representative
operator-address = Address
operator-contact = Contact
operator-not-given = Not given
operator-none = Nobody distributes this app as its operator, so there is no company that answers questions about it. Contacts of payment companies and connected companies are on their own screens.
private-label = Where data is kept
private-body = The list and the records are on this device only. There is no server of ours, and nothing about your use is sent. The only companies spoken to are the payment companies you connected.
