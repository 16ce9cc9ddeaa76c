# Backup: in the terminal, and in windows outside of the screens

help-command-backup = Copy everything but tokens into one file that a passphrase closes
help-command-restore = Take a backup over into a profile with nothing in it yet
help-backup-out = The file to write (without it: here, named by the time)
help-restore-file = The backup
help-option-backup-passphrase-file = A file with the backup’s passphrase
help-option-backup-passphrase-fd = An inherited descriptor with the backup’s passphrase

cli-error-needs-backup-passphrase-title = There is no passphrase for the backup
cli-error-needs-backup-passphrase-body = Nothing was done yet. Start again at a terminal and type one, or add --backup-passphrase-file.

backup-new-terminal =
    Choose the passphrase that opens this backup: one of your own, 12 characters or more, or this code:

        { $code }

    The code is shown here only. To use it, write it down on paper first. Without the passphrase nobody can open the backup.
backup-new-prompt = Passphrase: 
backup-again-prompt = Once more: 
backup-ask-terminal = Passphrase of the backup: 
backup-weak = Too short. Take 12 characters or more.

backup-new-title = Passphrase of the backup
backup-new-body = This passphrase opens the backup. To use the code below, write it down on paper and copy it from there into the second field. For one of your own, put 12 characters or more into the first field. Without it nobody can open the backup.
backup-new-label = Passphrase (the code is shown only now)
backup-new-again-label = Once more, from what you wrote down
backup-new-act = Make the backup
backup-open-title = Open a backup
backup-open-body = Type the passphrase with which the backup was made.
backup-open-label = Passphrase
backup-open-act = Open
backup-choose-title = Choose the file of the backup
backup-choose-act = Choose

backup-restored = Restored from a backup of { $at } made on { $device }.
backup-sign-in-next = This device holds no sign-ins yet. Sign in at these companies:
backup-not-ended = NOT ended yet: { $service } ({ $connector }). Sign in to go on.
