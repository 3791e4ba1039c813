// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "correction.h"
#include "label.h"
#include "merchantstate.h"
#include "orderdetails.h"
#include "split.h"
#include "syncpace.h"
#include "topup.h"

#include <core/causes.h>
#include <core/onboarding.h>
#include <core/ordernotes.h>
#include <core/queuetable.h>

#include <QFuture>
#include <QObject>
#include <QPromise>

#include <functional>
#include <memory>

namespace t6::vault {
class Vault;
}

namespace t6::operations {

struct OpenProfile;
class Credentials;

/// What an owner may set for the whole console. Holds nothing personal; kept in clear in the profile.
struct ConsoleSettings
{
    int idleLockMinutes = 10; ///< 0 = never
    bool lockOnScreenLock = true;
    bool lockOnSuspend = true;
    int keepClosedDays = 7; ///< 0 to 90: how long shipped and cancelled orders stay
    QString proxy; ///< "" = none, "http://host:port" or "socks5://host:port"
    bool operator==(const ConsoleSettings&) const = default;
};

struct ConsoleOptions
{
    QString profileDir; ///< created with mode 0700 if missing
    Clock clock;
    bool readOnly = false; ///< look only: takes no profile lock, syncs nothing, writes nothing
    bool background = true; ///< false: no sync by itself; syncOnce() does one pass
    /// Where the last seen generation of the vault is remembered, outside of the profile, so that an old profile put back is noticed.
    QString witnessDir; ///< "" = the user's configuration folder
    QString actor; ///< of the audit log; "" = the computer's user
    bool lightKdf = false; ///< practice and tests: the weakest key derivation that the vault accepts
    SyncPace pace;
};

/// The whole program behind one door: what windows and the command line see. Lives in the main thread; work runs on the
/// network thread, the store thread and a small pool. Every QFuture finishes in any case; consume it with core/async.h.
class Console : public QObject
{
    Q_OBJECT

public:
    /// Opens the profile (creating its folder), checks the database and takes the lock. Errors: AlreadyRunning, StoreCorrupt,
    /// StoreNewer, StoreReadOnly, StoreFull, FileUnwritable.
    [[nodiscard]] static Result<std::unique_ptr<Console>> open(const ConsoleOptions& options);
    ~Console() override; ///< locks first

    enum class State { Empty, Locked, Unlocked }; ///< Empty: no vault yet
    [[nodiscard]] State state() const;
    [[nodiscard]] QString profileDir() const;

    // --- vault: the strings passed in are wiped by the caller; deriving takes about a second on a pool thread --------
    /// Creates the vault and unlocks it. The result is the recovery key as printed on paper: show it once.
    [[nodiscard]] QFuture<Result<QString>> createVault(const QString& passphrase);
    /// Errors: WrongPassphrase (throttled: retryAfter), VaultOlder unless `acceptOlder`, VaultDamaged, …
    [[nodiscard]] QFuture<Result<void>> unlock(const QString& passphrase, bool acceptOlder = false);
    [[nodiscard]] QFuture<Result<void>> unlockWithRecoveryKey(const QString& key, bool acceptOlder = false);
    [[nodiscard]] QFuture<Result<void>> changePassphrase(const QString& current, const QString& next);
    /// The old printed key stops working.
    [[nodiscard]] QFuture<Result<QString>> newRecoveryKey(const QString& passphrase);
    /// Stops the sync, drops every order, key and connection from memory. Saves the queue pages first.
    void lock();
    [[nodiscard]] static QString passphraseProblem(const QString& passphrase); ///< "" = good enough
    [[nodiscard]] static QString suggestPassphrase();

    // --- merchants (unlocked) -----------------------------------------------------------------------------------
    [[nodiscard]] QList<MerchantState> merchants() const; ///< by name
    [[nodiscard]] std::optional<MerchantState> merchant(MerchantId id) const;
    /// Asks ShipStation with the draft's keys; keeps nothing. `except`: the merchant whose keys are being replaced.
    [[nodiscard]] QFuture<Result<AccountSummary>> testAccount(const MerchantDraft& draft, MerchantId except = {});
    /// The same with the keys of a connected merchant; works read-only too.
    [[nodiscard]] QFuture<Result<AccountSummary>> testMerchant(MerchantId id);
    /// Tests the keys live, then keeps them. Errors: as testAccount; AlreadyExists for the same account or name.
    [[nodiscard]] QFuture<Result<MerchantId>> addMerchant(const MerchantDraft& draft);
    [[nodiscard]] QFuture<Result<void>> replaceCredentials(MerchantId id, const QString& key, const QString& secret);
    /// Name, login, colour, memory-only, paused, rule, checks, checklist. A changed rule reads the open orders anew.
    [[nodiscard]] QFuture<Result<void>> updateMerchant(const Merchant& merchant);
    /// Destroys the merchant's key first, then its rows: nothing of it can be read again.
    [[nodiscard]] QFuture<Result<void>> removeMerchant(MerchantId id);
    [[nodiscard]] QFuture<Result<RulePreview>> previewRule(MerchantId id, const Through6Rule& rule);

    /// What of its set-up is seen in the account, ticked off by a person, or missing; as of the last reading.
    [[nodiscard]] std::vector<SetupItem> setupChecklist(MerchantId id) const;

    // --- the merchant's user login at ShipStation: sealed with a key of its own, and shown only to who knows the passphrase ---
    /// Keeps the password; an empty one forgets it. Errors: the store's.
    [[nodiscard]] QFuture<Result<void>> setLoginPassword(MerchantId merchant, const QString& password);
    [[nodiscard]] QFuture<Result<bool>> hasLoginPassword(MerchantId merchant);
    /// A person takes the login: no line of the audit log, no password. The caller wipes it. Errors: WrongPassphrase; NotFound when none is kept.
    [[nodiscard]] QFuture<Result<QString>> takeLoginPassword(MerchantId merchant, const QString& passphrase);

    // --- queue --------------------------------------------------------------------------------------------------
    [[nodiscard]] QueueSnapshot queue() const;
    [[nodiscard]] QFuture<Result<OrderDetails>> order(MerchantId merchant, OrderId id);
    /// All cached open orders of a merchant, for scripts and reports; by order number.
    [[nodiscard]] QFuture<Result<QList<OrderDetails>>> orders(MerchantId merchant);
    /// Local mark: this version of the order was looked at. A later change of quantities, address or status raises changed-after.
    [[nodiscard]] QFuture<Result<void>> setReviewed(MerchantId merchant, OrderId id, bool reviewed);
    /// What the desk remembers of an order, never sent to ShipStation (core/ordernotes.h). Each is a line of the audit log.
    /// Lets one finding be until what it rests on changes. Errors: InvalidInput without a reason, or when nothing is found or may be let be;
    /// OrderGone, StoreReadOnly, VaultLocked.
    [[nodiscard]] QFuture<Result<void>> waive(MerchantId merchant, OrderId id, CheckCode issue, const QString& reason);
    [[nodiscard]] QFuture<Result<void>> unwaive(MerchantId merchant, OrderId id, CheckCode issue); ///< NotFound if it is not waived
    /// The merchant was asked: `asked` and `about` of it are used. It ends by itself when what is found now is repaired.
    [[nodiscard]] QFuture<Result<void>> setWaiting(MerchantId merchant, OrderId id, const Waiting& waiting);
    [[nodiscard]] QFuture<Result<void>> endWaiting(MerchantId merchant, OrderId id); ///< NotFound if nobody waits
    /// Asks ShipStation at once, with staff's priority. Null: all merchants.
    void refresh(MerchantId merchant = {});
    /// One complete pass over the given merchants (empty: all), for scripts. Result per merchant.
    struct SyncOutcome
    {
        MerchantId merchant;
        QString name;
        Result<int> orders; ///< open orders with a Through6 item, or why not
    };
    [[nodiscard]] QFuture<QList<SyncOutcome>> syncOnce(const QList<MerchantId>& merchants = {});
    /// Longest time a change at ShipStation needed to reach the queue lately; nullopt before the first one.
    [[nodiscard]] std::optional<std::chrono::milliseconds> changeToScreen() const;

    // --- corrections: each is written down before it is sent, sent once, and read again (design: security.md §4) -----------
    /// The report when it is settled, or as soon as the outcome is unknown: operationsChanged() tells how it goes on. What became of it
    /// is in the report, its error included; errors of the call: VaultLocked, NotFound, StoreReadOnly, Cancelled.
    [[nodiscard]] QFuture<Result<OperationReport>> correct(const Correction& correction);
    /// What correct() would do now: reads the order, sends nothing, writes nothing down.
    [[nodiscard]] QFuture<Result<OperationReport>> preview(const Correction& correction);
    /// Takes a confirmed operation of the last 24 hours back by a new one, merged like any other.
    [[nodiscard]] QFuture<Result<OperationReport>> undo(MerchantId merchant, OperationId operation, QUuid batch = {});
    /// The same with the newest confirmed operation of an order that was not taken back yet; errors also: NotFound when there is none.
    [[nodiscard]] QFuture<Result<OperationReport>> undoLatest(MerchantId merchant, OrderId order);
    /// Those of a batch that have not begun finish as Cancelled.
    void cancelBatch(QUuid batch);
    /// A person has decided about an operation that needed one; `reason` is kept sealed.
    [[nodiscard]] QFuture<Result<OperationReport>> closeOperation(MerchantId merchant, OperationId operation, const QString& reason);
    /// Not settled, or waiting for a person; oldest first.
    [[nodiscard]] QList<OperationReport> openOperations() const;
    /// Looks again at what is open in the journal, without waiting for its time; finishes when each operation was looked at once.
    [[nodiscard]] QFuture<Result<void>> lookAgain();
    /// What was done to an order from here, newest first; to all orders of a merchant with a null order.
    [[nodiscard]] QFuture<Result<QList<OperationReport>>> activity(MerchantId merchant, OrderId order, int most = 100);

    // --- splits: Through6's items keep the order, all others leave it (design: security.md §4.4) ---------------------------
    /// What split() would do now: reads, sends nothing, writes nothing down. Errors: SplitRefused (`detail`: why), OrderLocked, OrderChanged, …
    [[nodiscard]] QFuture<Result<SplitPreview>> previewSplit(const SplitRequest& request);
    /// The report when it is settled or needs a person, or as soon as it goes on by itself later; splitChanged() tells each step. Errors as
    /// correct(); why a split did not begin stands in the report.
    [[nodiscard]] QFuture<Result<SplitReport>> split(const SplitRequest& request);
    /// Takes the split back that `order`, the original or a child, is part of. Errors also: NotFound, OrderBusy.
    [[nodiscard]] QFuture<Result<SplitReport>> unsplit(MerchantId merchant, OrderId order);
    /// A person was asked about a split: read everything anew and go on, if it can be.
    [[nodiscard]] QFuture<Result<SplitReport>> retrySplit(MerchantId merchant, QUuid split);
    /// The same, and it stays as it is; `reason` is kept sealed.
    [[nodiscard]] QFuture<Result<SplitReport>> leaveSplit(MerchantId merchant, QUuid split, const QString& reason);
    /// Not settled; oldest first.
    [[nodiscard]] QList<SplitReport> openSplits() const;
    /// Those that an order is part of, newest first, with their proof.
    [[nodiscard]] QFuture<Result<QList<SplitReport>>> splitsOf(MerchantId merchant, OrderId order);

    // --- postage: money, so each act is confirmed by a person (design: security.md §4.5) -------------------------------------
    /// All funded carriers of all merchants, the most urgent first.
    [[nodiscard]] QFuture<Result<QList<WalletState>>> funds();
    /// What may be done for a merchant's postage from here; the passphrase proves that an owner says so. `enabled` and `automatic` are
    /// dated and signed with the desk's user where they are new. Errors: WrongPassphrase; InvalidInput for a limit out of bounds.
    [[nodiscard]] QFuture<Result<void>> setFunding(MerchantId merchant, const QString& passphrase, const Funding& funding);
    /// Adds money, once; reports as correct() does. Whether and why not stands in the report's error (FundsRefused).
    [[nodiscard]] QFuture<Result<OperationReport>> addFunds(const TopUpRequest& request);
    // --- labels: money without idempotency keys, so each is bought at most once (design: security.md §4.5) ------------------------
    /// Reads the order and asks every carrier of the account. Errors: OrderLocked, LabelRefused (`detail`: what is missing for a price); the network's.
    [[nodiscard]] QFuture<Result<Quotes>> quotes(MerchantId merchant, OrderId order);
    /// The report when it is settled, or as soon as the outcome is unknown: operationChanged() tells how it goes on, and nothing is ever
    /// bought again by itself. Why it was not bought is in the report's operation: LabelRefused (`detail`), OrderChanged, OrderBusy, … Labels of
    /// one merchant are bought one after another. Errors of the call as correct().
    [[nodiscard]] QFuture<Result<LabelReport>> buyLabel(const LabelRequest& request);
    /// Bought from here, newest first.
    [[nodiscard]] QFuture<Result<QList<LabelReport>>> labelsOf(MerchantId merchant, OrderId order);
    /// Lies here until it was printed, a week at most. Errors: NotFound; AnswerBroken when ShipStation's answer held none.
    [[nodiscard]] QFuture<Result<LabelPdf>> labelPdf(MerchantId merchant, OperationId label);
    /// From now on the PDF may go.
    [[nodiscard]] QFuture<Result<void>> markPrinted(MerchantId merchant, OperationId label);
    /// Gives a label back. `shipment` null: the order's only one that is not voided. A carrier that does not approve makes the report's
    /// operation Rejected, with its words. Errors as buyLabel().
    [[nodiscard]] QFuture<Result<LabelReport>> voidLabel(MerchantId merchant, OrderId order, ShipmentId shipment = {}, QUuid batch = {});
    /// An operation like any other; it cannot be taken back.
    [[nodiscard]] QFuture<Result<OperationReport>> markShipped(const ShippedMark& mark);
    [[nodiscard]] ShippingChoice shippingChoice(MerchantId merchant) const;
    /// Sealed with the merchant's key.
    [[nodiscard]] QFuture<Result<void>> setShippingChoice(MerchantId merchant, const ShippingChoice& choice);

    struct AuditReport
    {
        qint64 lines = 0;
        qint64 faultAt = 0; ///< 0: whole
        QString fault; ///< "hash", "signature", "number", "order", "missing-end"
    };
    /// Reads the whole audit log and compares its end with what this computer remembers.
    [[nodiscard]] QFuture<Result<AuditReport>> verifyAudit();
    /// Lines as JSON objects, one a line; holds no buyer's data.
    [[nodiscard]] QFuture<Result<QByteArray>> auditLines(qint64 first, int most);

    // --- problems, settings -------------------------------------------------------------------------------------
    [[nodiscard]] QList<Problem> problems() const; ///< newest first
    void acknowledge(quint64 problem);
    void acknowledgeAll();
    [[nodiscard]] ConsoleSettings settings() const;
    [[nodiscard]] Result<void> setSettings(const ConsoleSettings& settings);
    /// What windows remember and may be personal (saved views, filters): sealed in the profile. Empty while locked.
    [[nodiscard]] QByteArray sealedValue(const QString& name) const;
    void setSealedValue(const QString& name, const QByteArray& value);

signals:
    void stateChanged(t6::operations::Console::State state);
    void merchantsChanged(); ///< added, removed, renamed
    void merchantChanged(t6::MerchantId id); ///< sync state, facts or issues
    void queueChanged(const t6::QueueChange& change); ///< gathered for about 50 ms
    void queueReset(); ///< everything: unlock, lock, removed merchant
    void operationsChanged(); ///< openOperations()
    void operationChanged(const t6::operations::OperationReport& report); ///< one took a step
    void splitChanged(const t6::operations::SplitReport& report); ///< one took a step; openSplits()
    void fundsAddedByAdvice(const t6::operations::OperationReport& report); ///< an automatic top-up has ended, well or not
    void problemsChanged();
    void settingsChanged();

private:
    struct Private;
    explicit Console(std::unique_ptr<Private> d);
    using OpenVault = std::function<Result<vault::Vault>(QByteArrayView header, std::uint64_t lastSeen, bool acceptOlder)>;
    [[nodiscard]] QFuture<Result<void>> unlockWith(OpenVault openVault, bool acceptOlder);
    [[nodiscard]] std::function<void()> newsCallback();
    [[nodiscard]] QFuture<Result<LabelReport>> told(MerchantId merchant, const QFuture<Result<OperationReport>>& operation);
    [[nodiscard]] Result<void> adoptHeader(OpenProfile& open, const QByteArray& header);
    void opened(const std::shared_ptr<OpenProfile>& open);
    void restartSync();
    void noteOperation(const OperationReport& report);
    void noteSplit(const SplitReport& report);
    void noteFacts(MerchantId merchant, const AccountFacts& facts);
    void topUpByAdvice(MerchantId merchant, const AccountFacts& facts);
    void maintain();
    void remindOfKeys();
    void witnessAudit();
    void forget(); ///< the last step of locking
    void report(MerchantId merchant, const Error& error);
    void keepMerchant(const Merchant& merchant, const AccountFacts& probed, const Credentials& credentials, const std::shared_ptr<QPromise<Result<MerchantId>>>& promise);
    using NotesEdit = std::function<Result<void>(const OrderView& order, const std::vector<Issue>& found, OrderNotes& notes)>;
    [[nodiscard]] QFuture<Result<void>> editNotes(MerchantId merchant, OrderId id, const QString& act, const QString& detail, NotesEdit edit);
    std::unique_ptr<Private> d;
};

} // namespace t6::operations
