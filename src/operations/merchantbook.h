// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "desknotes.h"
#include "merchantstate.h"
#include "orderdetails.h"
#include "ordersightings.h"
#include "queuekeeper.h"
#include "splitwatch.h"
#include "storenews.h"
#include "twinindex.h"
#include "writewatch.h"

#include <shipstation/orderdecoder.h>
#include <store/orderchunk.h>
#include <store/orderchunks.h>
#include <store/queuepages.h>
#include <store/syncrecords.h>
#include <vault/keys.h>

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

namespace t6::operations {

/// What all books of a profile share. Outlives them.
struct Library
{
    store::Database& database;
    std::shared_ptr<const store::ChunkCodec> codec;
    const AddressRules& rules;
    QueueKeeper& queue;
    Clock clock;

    // An OrderDecoder keeps the buffers of the largest page it met: a few are lent to whoever works.
    [[nodiscard]] std::unique_ptr<shipstation::OrderDecoder> takeDecoder();
    void giveBack(std::unique_ptr<shipstation::OrderDecoder> decoder);

private:
    std::mutex m_mutex;
    std::vector<std::unique_ptr<shipstation::OrderDecoder>> m_decoders;

public:
    Library(store::Database& db, std::shared_ptr<const store::ChunkCodec> chunkCodec, const AddressRules& addressRules, QueueKeeper& keeper, Clock c)
        : database(db), codec(std::move(chunkCodec)), rules(addressRules), queue(keeper), clock(std::move(c))
    {
    }
};

struct BookBatch;

/// What taking in a page did.
struct PageOutcome
{
    int orders = 0; ///< on the page
    std::vector<OrderId> open; ///< open orders with a Through6 item, changed or not
    int changed = 0; ///< new, changed or removed
    std::optional<UtcTime> newestModify; ///< ShipStation's clock
    std::optional<UtcTime> newestChange; ///< modifyDate of the newest order that was new or changed here
    QStringList broken; ///< orders that could not be read, as well as they can be named
    std::vector<OrderId> lateWrites; ///< orders that turned into what had been sent before
    std::optional<Error> storeError; ///< the orders are in memory, but not on disk
};

/// One merchant's orders: decides what is kept, checks it, seals it, shows it in the queue. All functions block for the disk and
/// may be called from any worker thread; never from the GUI or the store thread. One writer at a time per merchant.
class MerchantBook
{
public:
    MerchantBook(Merchant merchant, AccountFacts facts, std::shared_ptr<const vault::MerchantKeys> keys, Library& library);
    ~MerchantBook();

    [[nodiscard]] Merchant merchant() const;
    [[nodiscard]] AccountFacts facts() const;
    /// The next checks use these; call recheck() for the orders that are there already.
    void setMerchant(const Merchant& merchant);
    void setFacts(const AccountFacts& facts);
    [[nodiscard]] const std::shared_ptr<WriteWatch>& watch() const noexcept { return m_watch; }
    [[nodiscard]] OrderSightings& sightings() noexcept { return m_sightings; }
    [[nodiscard]] const std::shared_ptr<SplitWatch>& splits() const noexcept { return m_splits; }
    [[nodiscard]] StoreNews& storeNews() noexcept { return m_storeNews; }

    // --- writing --------------------------------------------------------------------------------------------------
    /// Takes in one page of GET /orders.
    [[nodiscard]] Result<PageOutcome> takePage(QByteArray json, UtcTime begun);
    /// Takes in one order as GET /orders/{id} sends it.
    [[nodiscard]] Result<PageOutcome> takeOrder(QByteArray json, UtcTime begun);
    [[nodiscard]] Result<void> remove(const std::vector<OrderId>& orders);
    [[nodiscard]] Result<void> setReviewed(OrderId order, bool reviewed);
    /// Changes what the desk remembers of an order, given what is found in it when nothing is waived; an error changes nothing.
    /// Errors: OrderGone; the edit's; the line's; the store's.
    using NotesEdit = std::function<Result<void>(const OrderView& order, const std::vector<Issue>& found, OrderNotes& notes)>;
    [[nodiscard]] Result<void> editNotes(OrderId order, const NotesEdit& edit, const DeskNotes::AuditLine& line);
    /// An operation of the order needs a person, or does no more. Does not block. True: call reconsider().
    bool setUnsettled(OrderId order, OperationId operation, bool unsettled);
    /// Checks one order anew.
    [[nodiscard]] Result<void> reconsider(OrderId order);
    /// Checks every cached order anew against the present facts, rule and time; drops those that the rule no longer matches.
    [[nodiscard]] Result<void> recheck();
    /// The merchant turned memory-only or back: moves its orders off the disk. (Back: the next pass writes them.)
    [[nodiscard]] Result<void> leaveDisk();
    /// The merchant is being removed: nothing is written or shown from now on. Waits for the writer at work.
    void close();
    /// Drops closed orders older than `keepClosedDays` and gives back the space of what is gone, unreadably.
    [[nodiscard]] Result<void> maintain(int keepClosedDays);

    // --- start and end --------------------------------------------------------------------------------------------
    /// Before all orders. What does not open is lost.
    [[nodiscard]] Result<void> loadNotes(QByteArrayView sealed);
    /// Opens the sealed queue pages of `change`; nothing happens when they do not fit: load() reads the bodies instead.
    void loadPages(qint64 change, const std::vector<QByteArray>& sealed);
    /// Reads the chunks that are newer than the pages.
    [[nodiscard]] Result<void> load();
    /// Seals the queue pages for the next start, if something changed since.
    [[nodiscard]] Result<void> savePages();

    // --- reading --------------------------------------------------------------------------------------------------
    [[nodiscard]] Result<OrderDetails> details(OrderId order) const;
    [[nodiscard]] Result<QList<OrderDetails>> allDetails() const; ///< open orders, by number
    [[nodiscard]] Result<RulePreview> preview(const Through6Rule& rule) const;

private:
    struct Body
    {
        store::ChunkEntry entry; ///< json views into `json`
        QByteArray json;
    };
    using Batch = BookBatch;
    using Change = std::function<Result<void>(const OrderView&, store::ChunkEntry&, Batch&)>;

    [[nodiscard]] Batch begin() const;
    void judge(const OrderView& order, OrderMemory memory, Batch& batch, QueueEntry& shown) const;
    void flag(QueueEntry& entry, CheckCode code, bool present) const;
    [[nodiscard]] Result<void> rewrite(OrderId order, const Change& change);
    [[nodiscard]] bool hasTwin(const QueueSnapshot& queue, RowId row) const;
    [[nodiscard]] Result<void> keepNotes(Batch& batch);
    [[nodiscard]] std::shared_ptr<const CheckContext> context() const;
    [[nodiscard]] Result<OrderDetails> details(const QueueSnapshot& queue, RowId id) const;
    void addUsualWeights(OrderDetails& order) const;
    [[nodiscard]] std::shared_ptr<const WeightHistory> weights() const;
    [[nodiscard]] Result<Body> body(const QueueRow& row) const;
    [[nodiscard]] Result<store::OrderChunk> chunk(qint64 id) const;
    /// Calls `each(row, body)` for every row that has one, chunk by chunk. Bodies that are damaged or gone are passed over, and their
    /// rows are the result: one broken chunk must not keep the rest from being read.
    using EachBody = std::function<void(RowId, const store::ChunkEntry&)>;
    [[nodiscard]] Result<std::vector<RowId>> forEachBody(const QueueSnapshot& queue, const std::vector<RowId>& rows, const EachBody& each) const;

    void consider(const OrderView& order, UtcTime fetchedAt, Batch& batch);
    [[nodiscard]] bool isLateWrite(const QByteArray& before, const OrderView& order) const;
    void findTwins(const OrderView& order, QueueEntry& entry, OrderMemory& memory, Batch& batch);
    void releaseTwins(const QueueRow& gone, Batch& batch);
    void publish(Batch& batch);
    [[nodiscard]] Result<void> keep(Batch& batch);
    [[nodiscard]] Result<void> compact();
    [[nodiscard]] Result<void> moveToMemory();
    void markDead();
    void rebuildFlags(); ///< what no body tells: twins, unsettled operations
    [[nodiscard]] vault::Place chunkPlace(qint64 id) const;
    [[nodiscard]] std::vector<RowId> rows(const QueueSnapshot& queue) const;

    Library& m_library;
    const std::shared_ptr<const vault::MerchantKeys> m_keys;
    const MerchantId m_id;
    const std::shared_ptr<WriteWatch> m_watch = std::make_shared<WriteWatch>();
    OrderSightings m_sightings;
    const std::shared_ptr<SplitWatch> m_splits = std::make_shared<SplitWatch>();
    StoreNews m_storeNews;
    DeskNotes m_notes;

    mutable std::mutex m_configMutex; // merchant, facts, context
    Merchant m_merchant;
    AccountFacts m_facts;
    std::shared_ptr<const CheckContext> m_context;

    std::mutex m_work; // one writer
    TwinIndex m_twins;
    qint64 m_change = 0; // newest change number whose orders are in the queue
    qint64 m_savedVersion = -1;
    std::atomic<qint64> m_version = 0; // rises with each publish
    bool m_closed = false;
    bool m_dead = false; // chunks hold orders that are gone

    mutable std::mutex m_weightsMutex; // held while it is made: who comes meanwhile waits instead of making another
    mutable std::shared_ptr<const WeightHistory> m_weights;
    mutable qint64 m_weightsVersion = -1;

    mutable std::mutex m_memoryMutex;
    struct InMemory
    {
        QByteArray json;
        store::ChunkEntry entry; // without json
    };
    std::unordered_map<OrderId, InMemory> m_inMemory; // bodies that are not on disk
};

} // namespace t6::operations
