// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "console_p.h"

#include <core/async.h>
#include <vault/hardening.h>
#include <vault/vaultheader.h>

#include <QtConcurrentRun>

// Creating, opening and locking the vault.

namespace t6::operations {

vault::KdfParameters Console::Private::chooseKdf() const
{
    if (options.lightKdf)
        return vault::KdfParameters::weakest();
    return vault::calibratedKdf().value_or(vault::KdfParameters{});
}

QString Console::passphraseProblem(const QString& passphrase)
{
    const auto problem = vault::passphraseProblem(passphrase, {QStringLiteral("through6"), QStringLiteral("shipstation"), QStringLiteral("console")});
    return problem ? vault::passphraseProblemText(*problem) : QString();
}

QString Console::suggestPassphrase()
{
    return vault::generatedPassphrase();
}

QFuture<Result<QString>> Console::createVault(const QString& passphrase)
{
    using Outcome = Result<QString>;
    if (d->state != State::Empty || d->unlocking || d->options.readOnly)
        return readyFuture<Outcome>(failure(ErrorDomain::Vault, ErrorCode::AlreadyExists, tr("This profile has a vault.")));
    if (const QString problem = passphraseProblem(passphrase); !problem.isEmpty())
        return readyFuture<Outcome>(failure(ErrorDomain::Input, ErrorCode::InvalidInput, problem, tr("passphrase")));
    d->unlocking = true;
    const auto kept = std::make_shared<std::optional<store::VaultHeader>>();
    using Worked = Result<std::shared_ptr<std::pair<std::shared_ptr<OpenProfile>, QString>>>;
    const auto worked = QtConcurrent::run(&d->vaultPool, [this, kept, typed = detached(passphrase)]() mutable -> Worked {
        auto created = vault::Vault::create(vault::Passphrase(std::move(typed)), d->chooseKdf(), d->options.clock.now());
        if (!created)
            return tl::unexpected(created.error());
        const store::VaultHeader header{created->vault.header(), created->vault.generation()};
        if (const auto saved = store::VaultRecords(*d->profile.database).save(header).result(); !saved)
            return tl::unexpected(saved.error());
        *kept = header;
        const QString printed = created->recoveryKey.printed();
        const auto open = OpenProfile::open(d->profile, std::move(created->vault), d->options.clock, newsCallback());
        if (!open)
            return tl::unexpected(open.error());
        return std::make_shared<std::pair<std::shared_ptr<OpenProfile>, QString>>(*open, printed);
    });
    const auto promise = makePromise<QString>();
    whenDone(this, worked, [this, kept, promise](const Worked& outcome) {
        d->unlocking = false;
        if (!outcome && *kept) { // the vault exists, though it could not be opened at once: unlock it
            d->profile.header = *kept;
            d->state = State::Locked;
            emit stateChanged(d->state);
        }
        if (outcome) {
            opened((*outcome)->first);
            promise->addResult(std::exchange((*outcome)->second, {}));
        } else {
            promise->addResult(tl::unexpected(outcome.error()));
        }
        promise->finish();
        if (std::exchange(d->lockWanted, false))
            lock();
    });
    return promise->future();
}

QFuture<Result<void>> Console::unlock(const QString& passphrase, bool acceptOlder)
{
    return unlockWith([typed = std::make_shared<QString>(detached(passphrase))](QByteArrayView header, std::uint64_t lastSeen, bool older) {
        return vault::Vault::unlock(header, vault::Passphrase(std::move(*typed)), lastSeen, older ? vault::Vault::OlderFile::Accept : vault::Vault::OlderFile::Refuse);
    }, acceptOlder);
}

QFuture<Result<void>> Console::unlockWithRecoveryKey(const QString& typed, bool acceptOlder)
{
    auto key = vault::RecoveryKey::parse(typed);
    if (!key)
        return readyFuture<Result<void>>(tl::unexpected(key.error()));
    return unlockWith([key = std::make_shared<vault::RecoveryKey>(std::move(*key))](QByteArrayView header, std::uint64_t lastSeen, bool older) {
        return vault::Vault::unlock(header, *key, lastSeen, older ? vault::Vault::OlderFile::Accept : vault::Vault::OlderFile::Refuse);
    }, acceptOlder);
}

QFuture<Result<void>> Console::unlockWith(OpenVault openVault, bool acceptOlder)
{
    using Outcome = Result<void>;
    if (d->state == State::Empty)
        return readyFuture<Outcome>(failure(ErrorDomain::Vault, ErrorCode::VaultMissing));
    if (d->state == State::Unlocked)
        return readyFuture<Outcome>(Outcome());
    if (d->unlocking)
        return readyFuture<Outcome>(failure(ErrorDomain::Program, ErrorCode::Cancelled));
    if (d->closing) { // the last lock still waits for an answer
        const auto later = makePromise<void>();
        d->afterClosing = [this, later, openVault = std::move(openVault), acceptOlder] {
            whenDone(this, unlockWith(openVault, acceptOlder), [later](const Outcome& outcome) {
                later->addResult(outcome);
                later->finish();
            });
        };
        return later->future();
    }
    const UtcTime now = d->options.clock.now();
    if (const auto wait = d->profile.throttle.remaining(now); wait.count() > 0) {
        Error error{ErrorDomain::Vault, ErrorCode::WrongPassphrase, tr("Too many wrong tries: wait %n second(s).", nullptr, static_cast<int>((wait.count() + 999) / 1000)), 0, wait, {}};
        return readyFuture<Outcome>(tl::unexpected(error));
    }
    d->unlocking = true;
    using Worked = Result<std::shared_ptr<OpenProfile>>;
    const QByteArray header = d->profile.header->bytes;
    const std::uint64_t lastSeen = Profile::lastSeenGeneration(d->options.witnessDir, header);
    const auto worked = QtConcurrent::run(&d->vaultPool, [this, header, lastSeen, acceptOlder, openVault = std::move(openVault)]() -> Worked {
        auto opened = openVault(header, lastSeen, acceptOlder);
        if (!opened)
            return tl::unexpected(opened.error());
        if (acceptOlder && !d->options.readOnly)
            Profile::forgetAudit(d->options.witnessDir, header);
        return OpenProfile::open(d->profile, std::move(*opened), d->options.clock, newsCallback());
    });
    const auto promise = makePromise<void>();
    whenDone(this, worked, [this, promise](const Worked& outcome) {
        d->unlocking = false;
        const bool wrong = !outcome && (outcome.error().code == ErrorCode::WrongPassphrase || outcome.error().code == ErrorCode::WrongRecoveryKey);
        if (wrong)
            d->profile.throttle.failed(d->options.clock.now());
        const bool clear = outcome && std::exchange(d->profile.throttle, {}).failures > 0;
        if ((wrong || clear) && !d->options.readOnly)
            (void)store::VaultRecords(*d->profile.database).setFailures({d->profile.throttle.failures, d->profile.throttle.lastFailure});
        if (outcome)
            opened(*outcome);
        promise->addResult(outcome ? Outcome() : Outcome(tl::unexpected(outcome.error())));
        promise->finish();
        if (std::exchange(d->lockWanted, false))
            lock();
    });
    return promise->future();
}

/// Tells the main thread that the queue has news; called by whoever changes it.
std::function<void()> Console::newsCallback()
{
    return [this] {
        QMetaObject::invokeMethod(this, [this] {
            if (!d->newsTimer.isActive())
                d->newsTimer.start();
        }, Qt::QueuedConnection);
    };
}

void Console::opened(const std::shared_ptr<OpenProfile>& open)
{
    d->open = open;
    const QByteArray header = open->vault.header();
    d->profile.header = store::VaultHeader{header, open->vault.generation()};
    Profile::rememberGeneration(d->options.witnessDir, header);
    d->queue = open->queue->take().snapshot;
    restartSync();
    d->state = State::Unlocked;
    d->saveTimer.start();
    witnessAudit();
    if (d->options.background && !d->options.readOnly)
        d->maintenanceTimer.start(std::min<std::chrono::milliseconds>(d->options.pace.maintenance, std::chrono::seconds(5)));
    for (const auto& [merchant, error] : open->problems)
        d->problems.add(merchant, d->nameOf(merchant), error, d->options.clock.now());
    emit stateChanged(d->state);
    emit merchantsChanged();
    emit queueReset();
    if (!d->problems.problems().isEmpty())
        emit problemsChanged();
}

/// What was done is soon known outside of the profile too, so that its traces cannot be cut off even if this program is killed.
void Console::witnessAudit()
{
    if (!d->open || d->options.readOnly || d->witnessing.exchange(true))
        return;
    d->vaultPool.start([this, open = d->open] {
        d->witnessing = false; // what comes from now on needs another look
        const auto remembered = open->rememberAudit(d->options.witnessDir);
        if (remembered || d->auditDoubted.exchange(true))
            return;
        QMetaObject::invokeMethod(this, [this, error = remembered.error()]() mutable {
            if (error.code == ErrorCode::StoreCorrupt)
                error.detail = tr("The audit log does not go on from where this computer saw it last: audit --verify tells more.");
            if (d->open)
                report({}, error);
        }, Qt::QueuedConnection);
    });
}

void Console::lock()
{
    d->afterClosing = nullptr;
    d->lockWanted = d->unlocking; // the screen was locked while the passphrase was worked on: lock as soon as it is open
    if (!d->open)
        return;
    d->saveTimer.stop();
    d->maintenanceTimer.stop();
    d->newsTimer.stop();
    std::shared_ptr<OpenProfile> open = std::exchange(d->open, nullptr); // whoever asks from now on finds nothing
    d->state = State::Locked;
    d->queue = {};
    d->delays.clear();
    d->problems.clear(); // they name merchants
    d->operations.clear();
    d->toppingUp.clear();
    d->splits.clear();
    emit stateChanged(d->state);
    emit queueReset();
    emit merchantsChanged();
    emit problemsChanged();
    emit operationsChanged();
    d->closing = std::make_unique<Private::Closing>(Private::Closing{std::move(open), std::move(d->engine)});
    // No request goes out any more, but what has left may still be answered, and the answer belongs into the journal.
    whenDone(this, d->closing->engine->windDown(kAnswerPatience), [this](const Result<void>&) { forget(); });
}

void Console::forget()
{
    if (!d->closing)
        return;
    const auto closing = std::exchange(d->closing, nullptr);
    closing->engine.reset();
    // Sealing the pages takes a moment; the windows are empty already. The last pointer goes here, and every key with it.
    const bool tidies = !d->options.readOnly && !d->options.background; // else the hours do
    d->vaultPool.start([open = std::move(closing->open), codec = d->profile.codec, readOnly = d->options.readOnly, tidies, days = d->settings.keepClosedDays, options = d->options, line = d->auditLine()]() mutable {
        for (auto& [id, merchant] : open->merchants) {
            if (tidies)
                (void)merchant.book->maintain(days); // is tried again the next time
            if (!readOnly)
                (void)merchant.book->savePages(); // only makes the next start slower
        }
        if (tidies)
            (void)open->expire(options.clock.now(), options.pace.write, line); // the next time, too
        if (!readOnly)
            (void)open->rememberAudit(options.witnessDir); // verifying tells
        open.reset();
        codec->forget();
        vault::trimMemory();
    });
    if (const auto next = std::exchange(d->afterClosing, nullptr))
        next();
}

QFuture<Result<void>> Console::changePassphrase(const QString& current, const QString& next)
{
    if (!d->open)
        return readyFuture<Result<void>>(locked());
    if (const QString problem = passphraseProblem(next); !problem.isEmpty())
        return readyFuture<Result<void>>(failure(ErrorDomain::Input, ErrorCode::InvalidInput, problem, tr("new passphrase")));
    return QtConcurrent::run(&d->engine->staffPool(), [this, open = d->open, now = detached(current), then = detached(next)]() mutable -> Result<void> {
        // Whoever found the console unlocked does not know the passphrase.
        if (const auto known = vault::Vault::unlock(open->vault.header(), vault::Passphrase(std::move(now)), 0); !known)
            return tl::unexpected(known.error());
        const auto header = open->vault.withPassphrase(vault::Passphrase(std::move(then)), d->chooseKdf(), d->options.clock.now());
        if (!header)
            return tl::unexpected(header.error());
        return adoptHeader(*open, *header);
    });
}

QFuture<Result<QString>> Console::newRecoveryKey(const QString& passphrase)
{
    if (!d->open)
        return readyFuture<Result<QString>>(locked());
    return QtConcurrent::run(&d->engine->staffPool(), [this, open = d->open, typed = detached(passphrase)]() mutable -> Result<QString> {
        if (const auto known = vault::Vault::unlock(open->vault.header(), vault::Passphrase(std::move(typed)), 0); !known)
            return tl::unexpected(known.error());
        const auto key = vault::RecoveryKey::create();
        if (!key)
            return tl::unexpected(key.error());
        const auto header = open->vault.withRecoveryKey(*key, d->options.clock.now());
        if (!header)
            return tl::unexpected(header.error());
        if (const auto adopted = adoptHeader(*open, *header); !adopted)
            return tl::unexpected(adopted.error());
        return key->printed();
    });
}

/// Keeps a new header, then uses it: what could not be kept did not happen. Worker thread.
Result<void> Console::adoptHeader(OpenProfile& open, const QByteArray& header)
{
    const auto parsed = vault::VaultHeader::parse(header);
    if (!parsed)
        return tl::unexpected(parsed.error());
    if (auto saved = store::VaultRecords(*d->profile.database).save({header, parsed->generation}).result(); !saved)
        return saved;
    if (auto adopted = open.vault.adopt(header); !adopted)
        return adopted;
    Profile::rememberGeneration(d->options.witnessDir, header);
    QMetaObject::invokeMethod(this, [this, header, generation = parsed->generation] { d->profile.header = store::VaultHeader{header, generation}; }, Qt::QueuedConnection);
    return {};
}

} // namespace t6::operations
