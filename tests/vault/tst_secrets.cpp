// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "memoryscan.h"

#include <vault/keyarena.h>
#include <vault/secretbuffer.h>
#include <vault/vault.h>

#include <QFile>
#include <QTest>

#include <sys/resource.h>

#include <memory>
#include <optional>
#include <vector>

using namespace t6;
using namespace t6::vault;

namespace {

/// Locked memory of this process in KiB.
int lockedKib()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    const QList<QByteArray> lines = status.readAll().split('\n');
    for (const QByteArray& line : lines) {
        if (line.startsWith("VmLck:"))
            return line.sliced(6).chopped(2).trimmed().toInt();
    }
    return -1;
}

bool isZero(const KeyBlock& block)
{
    return sodium_is_zero(block.key(0), KeyBlock::kSize) == 1;
}

} // namespace

class TestSecrets : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void takesBytesOverAndEmptiesTheSource();
    void leavesSharedDataAlone();
    void nothingIsLeftOfABuffer();
    void droppedKeysAreZero();
    void blocksDoNotOverlap();
    void aThousandKeysStayLocked();
    void theArenaGoesWithItsLastBlock();
    void refusedLocksAreNoticed();
    void nothingIsLeftOfALockedVault();
    void theSigningKeyIsOnlyInTheArena();
};

void TestSecrets::initTestCase()
{
    QVERIFY(sodium_init() >= 0);
}

void TestSecrets::takesBytesOverAndEmptiesTheSource()
{
    QByteArray source("a secret of some length");
    source.detach();
    SecretBuffer buffer(std::move(source));
    QCOMPARE(buffer.view(), QByteArrayView("a secret of some length"));
    QVERIFY(source.isEmpty()); // NOLINT(bugprone-use-after-move): that it is empty is the contract
    SecretBuffer moved(std::move(buffer));
    QVERIFY(buffer.isEmpty()); // NOLINT(bugprone-use-after-move)
    QCOMPARE(moved.size(), 23U);
    moved = SecretBuffer(8);
    QCOMPARE(moved.view(), QByteArrayView(QByteArray(8, '\0')));
    QVERIFY(SecretBuffer().isEmpty());
    QVERIFY(SecretBuffer(QByteArray()).isEmpty());
}

void TestSecrets::leavesSharedDataAlone()
{
    QByteArray literal = QByteArrayLiteral("read-only memory");
    wipe(literal);
    QVERIFY(literal.isEmpty());
    QByteArray shared("shared bytes");
    const QByteArray other = shared;
    wipe(shared);
    QCOMPARE(other, QByteArray("shared bytes"));
    QString text = QStringLiteral("read-only text");
    wipe(text);
    QVERIFY(text.isEmpty());
}

void TestSecrets::nothingIsLeftOfABuffer()
{
    if (!MemoryScan::kPossible)
        QSKIP("not under a sanitizer");
    std::optional<SecretBuffer> secret(std::in_place, 40U);
    randombytes_buf(secret->data(), secret->size());
    const MemoryScan scan(secret->data(), secret->size());
    QCOMPARE(scan.hits(), 1); // the control: it is found as long as it is there

    QByteArray copy = secret->view().toByteArray();
    QCOMPARE(scan.hits(), 2);
    wipe(copy);
    secret.reset();
    QCOMPARE(scan.hits(), 0);
}

void TestSecrets::droppedKeysAreZero()
{
    const auto arena = KeyArena::create().value();
    const unsigned char* where = nullptr;
    {
        KeyBlock block = arena->take().value();
        QVERIFY(isZero(block));
        randombytes_buf(block.key(0), KeyBlock::kSize);
        where = block.key(0);
        KeyBlock moved(std::move(block));
        QCOMPARE(moved.key(0), where);
        QVERIFY(!isZero(moved));
    }
    QVERIFY(sodium_is_zero(where, KeyBlock::kSize) == 1); // the arena is still there: looking is allowed
    QVERIFY(isZero(arena->take().value()));
}

void TestSecrets::blocksDoNotOverlap()
{
    const auto arena = KeyArena::create().value();
    std::vector<KeyBlock> blocks;
    for (int i = 0; i < 700; ++i) { // more than two slabs
        blocks.push_back(arena->take().value());
        std::memset(blocks.back().key(0), i % 251, KeyBlock::kSize);
    }
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        for (std::size_t byte = 0; byte < KeyBlock::kSize; ++byte)
            QCOMPARE(int(blocks[i].key(0)[byte]), int(i % 251));
    }
}

void TestSecrets::aThousandKeysStayLocked()
{
    if (!MemoryScan::kPossible)
        QSKIP("sanitizers lock nothing");
    rlimit limit{};
    QCOMPARE(getrlimit(RLIMIT_MEMLOCK, &limit), 0);
    if (limit.rlim_cur < 1 << 20)
        QSKIP("this system lets nobody lock a megabyte");
    const int before = lockedKib();
    const auto arena = KeyArena::create().value();
    std::vector<KeyBlock> blocks;
    for (int i = 0; i < 1000; ++i)
        blocks.push_back(arena->take().value());
    QVERIFY(arena->isLocked());
    const int locked = lockedKib() - before;
    QVERIFY2(locked >= 125 && locked < 256, qPrintable(QString::number(locked)));
}

void TestSecrets::theArenaGoesWithItsLastBlock()
{
    const int before = lockedKib();
    std::optional<KeyBlock> block;
    std::weak_ptr<KeyArena> watched;
    {
        const auto arena = KeyArena::create().value();
        watched = arena;
        block.emplace(arena->take().value());
    }
    QVERIFY(!watched.expired());
    if (MemoryScan::kPossible && watched.lock()->isLocked())
        QVERIFY(lockedKib() > before);
    block.reset();
    QVERIFY(watched.expired());
    QCOMPARE(lockedKib(), before);
}

void TestSecrets::refusedLocksAreNoticed()
{
    if (geteuid() == 0)
        QSKIP("root locks what it likes");
    rlimit old{};
    QCOMPARE(getrlimit(RLIMIT_MEMLOCK, &old), 0);
    const rlimit none{0, old.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_MEMLOCK, &none), 0);
    const SecretBuffer buffer(32);
    const auto arena = KeyArena::create().value();
    const auto block = arena->take();
    setrlimit(RLIMIT_MEMLOCK, &old);
    QCOMPARE(buffer.size(), 32U);
    QVERIFY(!buffer.isLocked());
    QVERIFY(block.has_value());
    QVERIFY(!arena->isLocked());
}

void TestSecrets::nothingIsLeftOfALockedVault()
{
    if (!MemoryScan::kPossible)
        QSKIP("not under a sanitizer");
    const int lockedBefore = lockedKib();
    QByteArray words(40, '\0');
    for (char& letter : words)
        letter = static_cast<char>('a' + randombytes_uniform(26));
    QString typed = QString::fromLatin1(words);
    const MemoryScan utf8(reinterpret_cast<const unsigned char*>(words.constData()), 40);
    const MemoryScan utf16(reinterpret_cast<const unsigned char*>(typed.constData()), 80);
    wipe(words);

    std::optional<Passphrase> passphrase(std::in_place, std::move(typed));
    QCOMPARE(utf8.hits(), 1);
    QCOMPARE(utf16.hits(), 0);
    std::optional<CreatedVault> created(Vault::create(*passphrase, KdfParameters::weakest()).value());
    const MemoryScan recovery(created->recoveryKey.data(), kKeySize);
    QCOMPARE(recovery.hits(), 1);
    std::shared_ptr<const MerchantKeys> keys = created->vault.addMerchant(MerchantId::create()).value().keys;
    std::optional<Vault> vault(Vault::unlock(created->vault.header(), created->recoveryKey, 0).value());
    QVERIFY(Vault::unlock(created->vault.header(), *passphrase, 0).has_value());
    QCOMPARE(recovery.hits(), 1);

    passphrase.reset();
    created.reset();
    vault.reset();
    QVERIFY(lockedKib() >= lockedBefore);
    keys.reset(); // the last holder: with it the arena goes
    QCOMPARE(lockedKib(), lockedBefore);
    QCOMPARE(utf8.hits(), 0);
    QCOMPARE(utf16.hits(), 0);
    QCOMPARE(recovery.hits(), 0);
}

void TestSecrets::theSigningKeyIsOnlyInTheArena()
{
    if (!MemoryScan::kPossible)
        QSKIP("not under a sanitizer");
    const auto arena = KeyArena::create().value();
    SecretBuffer masterKey(kKeySize);
    randombytes_buf(masterKey.data(), kKeySize);
    std::optional<SecretBuffer> seed(std::in_place, kKeySize);
    crypto_kdf_derive_from_key(seed->data(), kKeySize, 5, "T6VAULT1", masterKey.data());
    const MemoryScan scan(seed->data(), kKeySize);
    seed.reset();
    QCOMPARE(scan.hits(), 0);
    auto keys = ProfileKeys::derive(arena, masterKey.data(), QUuid()).value();
    QCOMPARE(scan.hits(), 1);
    QVERIFY(keys->auditVerify("hash", keys->auditSign("hash")));
    QCOMPARE(scan.hits(), 1);
    keys.reset();
    QCOMPARE(scan.hits(), 0);
}

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
