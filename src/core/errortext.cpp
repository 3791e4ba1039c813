// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "errortext.h"

#include <QCoreApplication>

namespace t6 {

namespace {

struct Errors // the translation context; lupdate does not see one behind a plain function
{
    Q_DECLARE_TR_FUNCTIONS(t6::Errors)
};

QString seconds(std::chrono::milliseconds time)
{
    return QString::number(std::max<qint64>(1, (time.count() + 999) / 1000));
}

ErrorText words(const Error& error)
{
    switch (error.code) {
    case ErrorCode::InvalidInput:
        return {error.field.isEmpty() ? Errors::tr("The input is not valid.") : Errors::tr("“%1” is not valid.").arg(error.field), Errors::tr("Correct it and try again.")};
    case ErrorCode::NotFound:
        return {Errors::tr("Nothing was found under that name."), Errors::tr("Check the spelling.")};
    case ErrorCode::AlreadyExists:
        if (error.domain == ErrorDomain::ShipStation)
            return {Errors::tr("ShipStation has several orders with this number and key."), Errors::tr("Compare them there, delete what is too many, then look again. Nothing more is sent before.")};
        return {Errors::tr("This exists already."), Errors::tr("Use the existing one or choose another name.")};
    case ErrorCode::SplitRefused:
        return {Errors::tr("This order is not split."), Errors::tr("Nothing was sent.")};
    case ErrorCode::KeysExpiring:
        return {Errors::tr("The API keys end soon."), Errors::tr("Ask the merchant for a second pair and enter it before the first one ends.")};
    case ErrorCode::FundsRefused:
        return {Errors::tr("No funds are added."), Errors::tr("Nothing was sent.")};
    case ErrorCode::LabelRefused:
        return {Errors::tr("No label was bought."), Errors::tr("Nothing was sent.")};
    case ErrorCode::WrongPassphrase:
        return {Errors::tr("The passphrase does not open this vault."), Errors::tr("Check the keyboard layout and Caps Lock and try again, or use the recovery key.")};
    case ErrorCode::WrongRecoveryKey:
        return {Errors::tr("The recovery key does not open this vault."), Errors::tr("Compare it with the printed sheet, group by group.")};
    case ErrorCode::VaultMissing:
        return {Errors::tr("There is no vault in this profile yet."), Errors::tr("Create one first.")};
    case ErrorCode::VaultLocked:
        return {Errors::tr("The vault is locked."), Errors::tr("Unlock it with the passphrase.")};
    case ErrorCode::VaultDamaged:
        return {Errors::tr("The vault's header was changed or is damaged."), Errors::tr("Nothing was opened. Restore the profile folder from a backup.")};
    case ErrorCode::VaultOlder:
        return {Errors::tr("This vault is older than the one this computer opened last."), Errors::tr("Somebody may have put an old file back. Restore the newest one, or confirm that you want the old one.")};
    case ErrorCode::VaultNewer:
        return {Errors::tr("This vault was written by a newer version of the program."), Errors::tr("Update the program.")};
    case ErrorCode::VaultHostile:
        return {Errors::tr("The vault asks for key derivation outside the safe limits and was refused."), Errors::tr("Restore the profile folder from a backup.")};
    case ErrorCode::SealBroken:
        return {Errors::tr("A sealed record does not open: it was changed, moved or written with another key."), Errors::tr("Refresh the merchant to fetch it again. If it happens again, restore the profile from a backup.")};
    case ErrorCode::HostNotFound:
        return {Errors::tr("The network does not know this host."), Errors::tr("Check the network connection and the address of the server.")};
    case ErrorCode::ConnectionRefused:
        return {Errors::tr("The server refuses the connection."), Errors::tr("It will be tried again by itself. Check the address if it stays so.")};
    case ErrorCode::ConnectionClosed:
        return {Errors::tr("The server closed the connection before its answer was complete."), Errors::tr("It will be tried again by itself.")};
    case ErrorCode::TimedOut:
        return {Errors::tr("The server did not answer in time."), Errors::tr("It will be tried again by itself.")};
    case ErrorCode::TlsFailed:
        return {Errors::tr("No trusted encrypted connection to the server was possible."), Errors::tr("No key was sent. Check the computer's date and ask who operates the network.")};
    case ErrorCode::ProxyFailed:
        return {Errors::tr("The network proxy refuses the connection."), Errors::tr("Check the proxy settings of this program.")};
    case ErrorCode::Offline:
        return {Errors::tr("This computer has no network connection."), Errors::tr("Orders shown are as of the last contact. It goes on by itself when the network is back.")};
    case ErrorCode::Redirected:
        return {Errors::tr("The server tried to send the request to another address."), Errors::tr("It was not followed, no key was passed on. Check the merchant's API address.")};
    case ErrorCode::BodyTooLarge:
        return {Errors::tr("The server's answer is larger than any real one."), Errors::tr("It was not read. Tell the administrator.")};
    case ErrorCode::Cancelled:
        return {Errors::tr("The request was cancelled."), Errors::tr("Start it again when you want it.")};
    case ErrorCode::UrlRefused:
        return {Errors::tr("This API address is not allowed."), Errors::tr("Use https://ssapi.shipstation.com, another https address, or http on this computer only.")};
    case ErrorCode::KeysRejected:
        return {Errors::tr("ShipStation rejects the API key and secret."), Errors::tr("They may have expired or be swapped. Ask the merchant for a current pair; never regenerate a pair that other integrations use.")};
    case ErrorCode::Forbidden:
        return {Errors::tr("ShipStation forbids this to the account."), Errors::tr("Check that the merchant's plan includes API access.")};
    case ErrorCode::OrderGone:
        return {Errors::tr("ShipStation no longer has this."), Errors::tr("It was merged, deleted or belongs to another account. Refresh the queue.")};
    case ErrorCode::RateLimited:
        return {error.retryAfter.count() > 0 ? Errors::tr("ShipStation's limit of requests is used up for %1 s.").arg(seconds(error.retryAfter)) : Errors::tr("ShipStation's limit of requests is used up."),
            Errors::tr("It goes on by itself.")};
    case ErrorCode::ServerError:
        return {error.httpStatus ? Errors::tr("ShipStation answered with an error (%1).").arg(error.httpStatus) : Errors::tr("ShipStation answered with an error."), Errors::tr("It will be tried again by itself.")};
    case ErrorCode::BusinessError:
        return {Errors::tr("ShipStation refuses this."), Errors::tr("Correct what it names.")};
    case ErrorCode::NotShipStation:
        return {Errors::tr("The server at this address is not ShipStation."), Errors::tr("Check the merchant's API address.")};
    case ErrorCode::AnswerBroken:
        return {Errors::tr("ShipStation's answer is damaged."), Errors::tr("It was not used. It will be fetched again by itself.")};
    case ErrorCode::OrderLocked:
        return {Errors::tr("This order can no longer be changed."), Errors::tr("ShipStation takes changes until an order is shipped, cancelled or fulfilled elsewhere.")};
    case ErrorCode::OrderBusy:
        return {Errors::tr("An earlier change to this order is not settled yet."), Errors::tr("Wait for it, or look at it under Open Operations.")};
    case ErrorCode::OrderChanged:
        return {Errors::tr("Someone else changed this order meanwhile."), Errors::tr("Nothing was sent. Compare both versions and decide which values to keep.")};
    case ErrorCode::OutcomeUnknown:
        return {Errors::tr("ShipStation did not say whether the change arrived."), Errors::tr("It is recorded and will be found out by reading the order. Nothing is sent twice.")};
    case ErrorCode::LateWrite:
        return {Errors::tr("This order turned back into what had been sent earlier."), Errors::tr("A request arrived late, or someone took the later change back. Compare the order and correct it again if needed.")};
    case ErrorCode::OperationMoved:
        return {Errors::tr("This operation has moved on meanwhile."), Errors::tr("Look at it again under Open Operations.")};
    case ErrorCode::StoreCorrupt:
        return {Errors::tr("The database of this profile is damaged."), Errors::tr("Restore the profile folder from a backup, or move it away and connect the merchants again.")};
    case ErrorCode::StoreNewer:
        return {Errors::tr("The database was written by a newer version of the program."), Errors::tr("Update the program. Nothing was changed.")};
    case ErrorCode::StoreReadOnly:
        return {Errors::tr("The profile folder cannot be written."), Errors::tr("Check its permissions.")};
    case ErrorCode::StoreFull:
        return {Errors::tr("The disk is full."), Errors::tr("Free some space. Nothing that was confirmed is lost.")};
    case ErrorCode::StoreBusy:
        return {Errors::tr("Another program holds the database."), Errors::tr("Close the other program and try again.")};
    case ErrorCode::StoreFailed:
        return {Errors::tr("The database reports an error."), Errors::tr("Try again. If it stays, restart the program.")};
    case ErrorCode::FileUnreadable:
        return {Errors::tr("The file cannot be read."), Errors::tr("Check the path and its permissions.")};
    case ErrorCode::FileUnwritable:
        return {Errors::tr("The file cannot be written."), Errors::tr("Check the path, its permissions and the space on the disk.")};
    case ErrorCode::AlreadyRunning:
        return {Errors::tr("This profile is open in another window of the program."), Errors::tr("Use that window, or close it first.")};
    case ErrorCode::Unsupported:
        return {Errors::tr("This is not possible here."), Errors::tr("Update the program or ask its maintainers.")};
    }
    return {Errors::tr("An unknown error occurred."), {}};
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
