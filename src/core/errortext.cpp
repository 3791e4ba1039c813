// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "errortext.h"

#include <QCoreApplication>

namespace t6 {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("t6::Errors", text);
}

QString seconds(std::chrono::milliseconds time)
{
    return QString::number(std::max<qint64>(1, (time.count() + 999) / 1000));
}

ErrorText words(const Error& error)
{
    switch (error.code) {
    case ErrorCode::InvalidInput:
        return {error.field.isEmpty() ? tr("The input is not valid.") : tr("“%1” is not valid.").arg(error.field), tr("Correct it and try again.")};
    case ErrorCode::NotFound:
        return {tr("Nothing was found under that name."), tr("Check the spelling.")};
    case ErrorCode::AlreadyExists:
        return {tr("This exists already."), tr("Use the existing one or choose another name.")};
    case ErrorCode::WrongPassphrase:
        return {tr("The passphrase does not open this vault."), tr("Check the keyboard layout and Caps Lock and try again, or use the recovery key.")};
    case ErrorCode::WrongRecoveryKey:
        return {tr("The recovery key does not open this vault."), tr("Compare it with the printed sheet, group by group.")};
    case ErrorCode::VaultMissing:
        return {tr("There is no vault in this profile yet."), tr("Create one first.")};
    case ErrorCode::VaultLocked:
        return {tr("The vault is locked."), tr("Unlock it with the passphrase.")};
    case ErrorCode::VaultDamaged:
        return {tr("The vault's header was changed or is damaged."), tr("Nothing was opened. Restore the profile folder from a backup.")};
    case ErrorCode::VaultOlder:
        return {tr("This vault is older than the one this computer opened last."), tr("Somebody may have put an old file back. Restore the newest one, or confirm that you want the old one.")};
    case ErrorCode::VaultNewer:
        return {tr("This vault was written by a newer version of the program."), tr("Update the program.")};
    case ErrorCode::VaultHostile:
        return {tr("The vault asks for key derivation outside the safe limits and was refused."), tr("Restore the profile folder from a backup.")};
    case ErrorCode::SealBroken:
        return {tr("A sealed record does not open: it was changed, moved or written with another key."), tr("Refresh the merchant to fetch it again. If it happens again, restore the profile from a backup.")};
    case ErrorCode::HostNotFound:
        return {tr("The network does not know this host."), tr("Check the network connection and the address of the server.")};
    case ErrorCode::ConnectionRefused:
        return {tr("The server refuses the connection."), tr("It will be tried again by itself. Check the address if it stays so.")};
    case ErrorCode::ConnectionClosed:
        return {tr("The server closed the connection before its answer was complete."), tr("It will be tried again by itself.")};
    case ErrorCode::TimedOut:
        return {tr("The server did not answer in time."), tr("It will be tried again by itself.")};
    case ErrorCode::TlsFailed:
        return {tr("No trusted encrypted connection to the server was possible."), tr("No key was sent. Check the computer's date and ask who operates the network.")};
    case ErrorCode::ProxyFailed:
        return {tr("The network proxy refuses the connection."), tr("Check the proxy settings of this program.")};
    case ErrorCode::Offline:
        return {tr("This computer has no network connection."), tr("Orders shown are as of the last contact. It goes on by itself when the network is back.")};
    case ErrorCode::Redirected:
        return {tr("The server tried to send the request to another address."), tr("It was not followed, no key was passed on. Check the merchant's API address.")};
    case ErrorCode::BodyTooLarge:
        return {tr("The server's answer is larger than any real one."), tr("It was not read. Tell the administrator.")};
    case ErrorCode::Cancelled:
        return {tr("The request was cancelled."), tr("Start it again when you want it.")};
    case ErrorCode::UrlRefused:
        return {tr("This API address is not allowed."), tr("Use https://ssapi.shipstation.com, another https address, or http on this computer only.")};
    case ErrorCode::KeysRejected:
        return {tr("ShipStation rejects the API key and secret."), tr("They may have expired or be swapped. Ask the merchant for a current pair; never regenerate a pair that other integrations use.")};
    case ErrorCode::Forbidden:
        return {tr("ShipStation forbids this to the account."), tr("Check that the merchant's plan includes API access.")};
    case ErrorCode::OrderGone:
        return {tr("ShipStation no longer has this."), tr("It was merged, deleted or belongs to another account. Refresh the queue.")};
    case ErrorCode::RateLimited:
        return {error.retryAfter.count() > 0 ? tr("ShipStation's limit of requests is used up for %1 s.").arg(seconds(error.retryAfter)) : tr("ShipStation's limit of requests is used up."),
            tr("It goes on by itself.")};
    case ErrorCode::ServerError:
        return {error.httpStatus ? tr("ShipStation answered with an error (%1).").arg(error.httpStatus) : tr("ShipStation answered with an error."), tr("It will be tried again by itself.")};
    case ErrorCode::BusinessError:
        return {tr("ShipStation refuses this."), tr("Correct what it names.")};
    case ErrorCode::NotShipStation:
        return {tr("The server at this address is not ShipStation."), tr("Check the merchant's API address.")};
    case ErrorCode::AnswerBroken:
        return {tr("ShipStation's answer is damaged."), tr("It was not used. It will be fetched again by itself.")};
    case ErrorCode::StoreCorrupt:
        return {tr("The database of this profile is damaged."), tr("Restore the profile folder from a backup, or move it away and connect the merchants again.")};
    case ErrorCode::StoreNewer:
        return {tr("The database was written by a newer version of the program."), tr("Update the program. Nothing was changed.")};
    case ErrorCode::StoreReadOnly:
        return {tr("The profile folder cannot be written."), tr("Check its permissions.")};
    case ErrorCode::StoreFull:
        return {tr("The disk is full."), tr("Free some space. Nothing that was confirmed is lost.")};
    case ErrorCode::StoreBusy:
        return {tr("Another program holds the database."), tr("Close the other program and try again.")};
    case ErrorCode::StoreFailed:
        return {tr("The database reports an error."), tr("Try again. If it stays, restart the program.")};
    case ErrorCode::FileUnreadable:
        return {tr("The file cannot be read."), tr("Check the path and its permissions.")};
    case ErrorCode::FileUnwritable:
        return {tr("The file cannot be written."), tr("Check the path, its permissions and the space on the disk.")};
    case ErrorCode::AlreadyRunning:
        return {tr("This profile is open in another window of the program."), tr("Use that window, or close it first.")};
    case ErrorCode::Unsupported:
        return {tr("This is not possible here."), tr("Update the program or ask its maintainers.")};
    }
    return {tr("An unknown error occurred."), {}};
}

} // namespace

ErrorText errorText(const Error& error)
{
    ErrorText text = words(error);
    if (!error.detail.isEmpty())
        text.what += QLatin1Char(' ') + error.detail;
    return text;
}

QString oneLine(const Error& error)
{
    const ErrorText text = errorText(error);
    return text.nextStep.isEmpty() ? text.what : text.what + QLatin1Char(' ') + text.nextStep;
}

} // namespace t6
