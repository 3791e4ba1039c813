// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <vault/vault.h>
#include <vault/vaultheader.h>

#include <QFile>
#include <QTest>
#include <QtEndian>

#include <sodium.h>
#include <sys/resource.h>

#include <optional>

using namespace t6;
using namespace t6::vault;

namespace {

constexpr int kKdfOperationsAt = 37 + 1 + 8 + 8 + 1;
constexpr int kKdfMemoryAt = kKdfOperationsAt + 4;

Passphrase passphrase(const char* text = "anvil brook cedar dune ember flint")
{
    return Passphrase(QString::fromUtf8(text));
}

template <typename T>
std::optional<ErrorCode> codeOf(const Result<T>& result)
{
    return result ? std::nullopt : std::optional(result.error().code);
}

QByteArray withNumber(QByteArray bytes, int at, quint32 value)
{
    qToLittleEndian(value, bytes.data() + at);
    return bytes;
}

long peakMemoryKib()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

} // namespace

class TestVault : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void hostileParametersAreRefusedBeforeMemoryIsTaken_data();
    void hostileParametersAreRefusedBeforeMemoryIsTaken();
    void opensAHeaderWrittenByOtherMeans();
    void opensWithThePassphrase();
    void opensWithTheRecoveryKey();
    void refusesAnotherSecret();
    void everyFlippedBitIsRefused();
    void flippedBitsAreRefusedForThePassphraseToo();
    void everyTruncationIsRefused();
    void slotsAreTakenOnceEach();
    void newerFormatsAreNamed();
    void olderGenerationIsRefusedUnlessAccepted();
    void changedPassphraseReplacesTheOld();
    void newRecoveryKeyReplacesTheOld();
    void adoptsOnlyItsOwnNewerHeaders();
    void merchantKeysComeBack();
    void wrappedKeysAreBoundToVaultAndMerchant();
    void everyFlippedByteOfAWrappedKeyIsRefused();
    void profileKeysAreOfTheVault();
    void auditSignaturesAreOfTheVault();
    void auditSignaturesAreEd25519();
    void everyFlippedBitOfAnAuditSignatureIsRefused();
    void calibrationStaysWithinTheLimits();

private:
    [[nodiscard]] const QByteArray& header() const { return m_created->vault.header(); }
    [[nodiscard]] const RecoveryKey& recoveryKey() const { return m_created->recoveryKey; }

    std::optional<CreatedVault> m_created;
};

void TestVault::initTestCase()
{
    auto created = Vault::create(passphrase(), KdfParameters::weakest());
    QVERIFY(created.has_value());
    m_created.emplace(std::move(*created));
    QCOMPARE(header().size(), 272);
    QCOMPARE(m_created->vault.generation(), 1U);
}

void TestVault::hostileParametersAreRefusedBeforeMemoryIsTaken_data()
{
    QTest::addColumn<int>("at");
    QTest::addColumn<quint32>("value");
    QTest::newRow("less memory than the floor") << kKdfMemoryAt << quint32(64 * 1024 - 1);
    QTest::newRow("no memory") << kKdfMemoryAt << quint32(0);
    QTest::newRow("more memory than the ceiling") << kKdfMemoryAt << quint32(1024 * 1024 + 1);
    QTest::newRow("all memory") << kKdfMemoryAt << quint32(0xFFFFFFFF);
    QTest::newRow("too few passes") << kKdfOperationsAt << quint32(2);
    QTest::newRow("no pass") << kKdfOperationsAt << quint32(0);
    QTest::newRow("too many passes") << kKdfOperationsAt << quint32(21);
    QTest::newRow("endless passes") << kKdfOperationsAt << quint32(0xFFFFFFFF);
}

void TestVault::hostileParametersAreRefusedBeforeMemoryIsTaken()
{
    QFETCH(int, at);
    QFETCH(quint32, value);
    const QByteArray hostile = withNumber(header(), at, value);
    const long before = peakMemoryKib();
    QCOMPARE(codeOf(Vault::unlock(hostile, passphrase(), 0)), ErrorCode::VaultHostile);
    QCOMPARE(codeOf(Vault::unlock(hostile, recoveryKey(), 0)), ErrorCode::VaultHostile);
    QVERIFY2(peakMemoryKib() - before < 1024, "memory was taken");

    KdfParameters parameters = KdfParameters::weakest();
    (at == kKdfMemoryAt ? parameters.memoryKib : parameters.operations) = value;
    QCOMPARE(codeOf(Vault::create(passphrase(), parameters)), ErrorCode::VaultHostile);
    QCOMPARE(codeOf(m_created->vault.withPassphrase(passphrase(), parameters)), ErrorCode::VaultHostile);
}

void TestVault::opensAHeaderWrittenByOtherMeans()
{
    // The format is a promise: this file was put together with libsodium alone.
    QFile file(QStringLiteral(T6_SOURCE_DIR "/tests/fuzz/corpus/vaultheader/valid"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    const auto vault = Vault::unlock(bytes, passphrase("cafe\xcc\x81 anvil brook cedar dune"), 5);
    QVERIFY(vault.has_value());
    QCOMPARE(vault->generation(), 5U);
    QCOMPARE(vault->id(), QUuid(QStringLiteral("6f4a5b3e-0d5c-4f7e-9a51-2c3d4e5f6071")));
    const auto sheet = RecoveryKey::parse(u"000G40R-40M30E2-09185GR-38E1W81-24GK2GA-HC5RR34-D1P70X3-RFQMV87");
    QVERIFY(Vault::unlock(bytes, sheet.value(), 5).has_value());
}

void TestVault::opensWithThePassphrase()
{
    const auto vault = Vault::unlock(header(), passphrase(), 1);
    QVERIFY(vault.has_value());
    QCOMPARE(vault->id(), m_created->vault.id());
    QCOMPARE(vault->header(), header());
    QCOMPARE(vault->kdf(), KdfParameters::weakest());
}

void TestVault::opensWithTheRecoveryKey()
{
    QString printed = recoveryKey().printed();
    const auto typed = RecoveryKey::parse(printed);
    QVERIFY(typed.has_value());
    const auto vault = Vault::unlock(header(), *typed, 1);
    QVERIFY(vault.has_value());
    QCOMPARE(vault->id(), m_created->vault.id());
}

void TestVault::refusesAnotherSecret()
{
    QCOMPARE(codeOf(Vault::unlock(header(), passphrase("anvil brook cedar dune ember flinT"), 0)), ErrorCode::WrongPassphrase);
    QCOMPARE(codeOf(Vault::unlock(header(), passphrase("anvil brook cedar dune ember flint "), 0)), ErrorCode::WrongPassphrase);
    QCOMPARE(codeOf(Vault::unlock(header(), passphrase(""), 0)), ErrorCode::WrongPassphrase);
    const auto other = RecoveryKey::create();
    QVERIFY(other.has_value());
    QCOMPARE(codeOf(Vault::unlock(header(), *other, 0)), ErrorCode::WrongRecoveryKey);
    QCOMPARE(codeOf(Vault::create(passphrase(""), KdfParameters::weakest())), ErrorCode::InvalidInput);
}

void TestVault::everyFlippedBitIsRefused()
{
    // The recovery key needs no slow derivation: the whole way is taken for each bit.
    for (qsizetype bit = 0; bit < header().size() * 8; ++bit) {
        QByteArray flipped = header();
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
        if (Vault::unlock(flipped, recoveryKey(), 0))
            QFAIL(qPrintable(QStringLiteral("bit %1 opened").arg(bit)));
    }
}

void TestVault::flippedBitsAreRefusedForThePassphraseToo()
{
    for (qsizetype byte = 0; byte < header().size(); byte += 11) {
        QByteArray flipped = header();
        flipped[byte] = static_cast<char>(flipped[byte] ^ 1);
        if (Vault::unlock(flipped, passphrase(), 0))
            QFAIL(qPrintable(QStringLiteral("byte %1 opened").arg(byte)));
    }
    // What only the MAC protects is damage, not a wrong passphrase.
    QByteArray otherSlot = header();
    otherSlot[37 + 114 + 20] = static_cast<char>(otherSlot[37 + 114 + 20] ^ 1);
    QCOMPARE(codeOf(Vault::unlock(otherSlot, passphrase(), 0)), ErrorCode::VaultDamaged);
}

void TestVault::everyTruncationIsRefused()
{
    for (qsizetype size = 0; size < header().size(); ++size) {
        QCOMPARE(codeOf(Vault::unlock(header().first(size), recoveryKey(), 0)), ErrorCode::VaultDamaged);
        QCOMPARE(codeOf(VaultHeader::parse(header().last(size))), ErrorCode::VaultDamaged);
    }
    QCOMPARE(codeOf(Vault::unlock(header() + '\0', recoveryKey(), 0)), ErrorCode::VaultDamaged);
    QCOMPARE(codeOf(Vault::unlock(QByteArray(1 << 20, 'T'), recoveryKey(), 0)), ErrorCode::VaultDamaged);
}

void TestVault::slotsAreTakenOnceEach()
{
    const QByteArray passphraseSlot = header().sliced(37, 114);
    const QByteArray recoverySlot = header().sliced(37 + 114, 89);
    const auto with = [this](char count, const QByteArray& slotBytes) { return header().first(36) + count + slotBytes + header().last(32); };
    QVERIFY(VaultHeader::parse(with(2, passphraseSlot + recoverySlot)).has_value());
    QVERIFY(VaultHeader::parse(with(1, passphraseSlot)).has_value());
    QCOMPARE(codeOf(VaultHeader::parse(with(2, passphraseSlot + passphraseSlot))), ErrorCode::VaultDamaged);
    QCOMPARE(codeOf(VaultHeader::parse(with(1, recoverySlot))), ErrorCode::VaultDamaged);
    QCOMPARE(codeOf(VaultHeader::parse(with(0, {}))), ErrorCode::VaultDamaged);
    QCOMPARE(codeOf(VaultHeader::parse(with(9, passphraseSlot + recoverySlot.repeated(8)))), ErrorCode::VaultDamaged);
}

void TestVault::newerFormatsAreNamed()
{
    for (const int at : {8, 10, 37, 37 + 17}) { // format, suite, slot type, KDF
        QByteArray newer = header();
        newer[at] = 9;
        QCOMPARE(codeOf(Vault::unlock(newer, passphrase(), 0)), ErrorCode::VaultNewer);
    }
}

void TestVault::olderGenerationIsRefusedUnlessAccepted()
{
    QCOMPARE(codeOf(Vault::unlock(header(), passphrase(), 2)), ErrorCode::VaultOlder);
    QCOMPARE(codeOf(Vault::unlock(header(), recoveryKey(), 2)), ErrorCode::VaultOlder);
    const auto accepted = Vault::unlock(header(), passphrase(), 2, Vault::OlderFile::Accept);
    QVERIFY(accepted.has_value());
    QCOMPARE(accepted->generation(), 1U);
    // Who does not know the secret does not learn the age.
    QCOMPARE(codeOf(Vault::unlock(header(), passphrase("not this one at all"), 2)), ErrorCode::WrongPassphrase);
}

void TestVault::changedPassphraseReplacesTheOld()
{
    auto vault = Vault::unlock(header(), recoveryKey(), 0);
    QVERIFY(vault.has_value());
    const auto changed = vault->withPassphrase(passphrase("gravel harbor island jacket kettle lemon"), {4, 65 * 1024});
    QVERIFY(changed.has_value());
    QCOMPARE(vault->generation(), 1U); // nothing happens before it is kept
    QVERIFY(vault->adopt(*changed).has_value());
    QCOMPARE(vault->generation(), 2U);
    QCOMPARE(vault->kdf(), (KdfParameters{4, 65 * 1024}));

    QCOMPARE(codeOf(Vault::unlock(*changed, passphrase(), 2)), ErrorCode::WrongPassphrase);
    QVERIFY(Vault::unlock(*changed, passphrase("gravel harbor island jacket kettle lemon"), 2).has_value());
    QVERIFY(Vault::unlock(*changed, recoveryKey(), 2).has_value());
    QCOMPARE(codeOf(Vault::unlock(header(), passphrase(), 2)), ErrorCode::VaultOlder);
}

void TestVault::newRecoveryKeyReplacesTheOld()
{
    const auto fresh = RecoveryKey::create();
    QVERIFY(fresh.has_value());
    const auto changed = m_created->vault.withRecoveryKey(*fresh);
    QVERIFY(changed.has_value());
    QCOMPARE(codeOf(Vault::unlock(*changed, recoveryKey(), 0)), ErrorCode::WrongRecoveryKey);
    QCOMPARE(Vault::unlock(*changed, *fresh, 0).value().generation(), 2U);
    QVERIFY(Vault::unlock(*changed, passphrase(), 0).has_value());
}

void TestVault::adoptsOnlyItsOwnNewerHeaders()
{
    auto vault = Vault::unlock(header(), recoveryKey(), 0);
    QVERIFY(vault.has_value());
    const auto next = vault->withRecoveryKey(recoveryKey());
    QVERIFY(next.has_value());
    QByteArray broken = *next;
    broken[30] = static_cast<char>(broken[30] ^ 1);
    QCOMPARE(codeOf(vault->adopt(broken)), ErrorCode::VaultDamaged);
    QCOMPARE(codeOf(vault->adopt(header())), ErrorCode::VaultOlder);
    const auto other = Vault::create(passphrase(), KdfParameters::weakest());
    QVERIFY(other.has_value());
    QCOMPARE(codeOf(vault->adopt(other->vault.withRecoveryKey(recoveryKey()).value())), ErrorCode::VaultDamaged);
    QCOMPARE(vault->header(), header());
}

void TestVault::merchantKeysComeBack()
{
    const MerchantId merchant = MerchantId::create();
    const auto added = m_created->vault.addMerchant(merchant);
    QVERIFY(added.has_value());
    const Place place{"order", RowId(OrderId{42}), "body", 7};
    const QByteArray sealedCache = added->keys->seal(place, "order of somebody");
    const QByteArray sealedApi = added->keys->sealer(Purpose::Api).seal(place, "key and secret");

    const auto vault = Vault::unlock(header(), recoveryKey(), 0);
    QVERIFY(vault.has_value());
    const auto keys = vault->merchantKeys(merchant, added->wrapped);
    QVERIFY(keys.has_value());
    QCOMPARE((*keys)->merchant(), merchant);
    QCOMPARE((*keys)->open(place, sealedCache).value(), QByteArray("order of somebody"));
    QCOMPARE((*keys)->sealer(Purpose::Api).openSecret(place, sealedApi).value().view().toByteArray(), QByteArray("key and secret"));
    QCOMPARE((*keys)->hash256("needle"), added->keys->hash256("needle"));
    QCOMPARE((*keys)->hash64("needle"), added->keys->hash64("needle"));
    QVERIFY((*keys)->hash256("needle") != (*keys)->hash256("needlf"));
    QVERIFY(m_created->vault.addMerchant(merchant).value().keys->hash256("needle") != added->keys->hash256("needle"));
}

void TestVault::wrappedKeysAreBoundToVaultAndMerchant()
{
    const MerchantId merchant = MerchantId::create();
    const auto added = m_created->vault.addMerchant(merchant);
    QVERIFY(added.has_value());
    QCOMPARE(codeOf(m_created->vault.merchantKeys(MerchantId::create(), added->wrapped)), ErrorCode::SealBroken);
    const auto other = Vault::create(passphrase(), KdfParameters::weakest());
    QVERIFY(other.has_value());
    QCOMPARE(codeOf(other->vault.merchantKeys(merchant, added->wrapped)), ErrorCode::SealBroken);
}

void TestVault::everyFlippedByteOfAWrappedKeyIsRefused()
{
    const MerchantId merchant = MerchantId::create();
    const QByteArray wrapped = m_created->vault.addMerchant(merchant).value().wrapped;
    for (qsizetype i = 0; i < wrapped.size(); ++i) {
        QByteArray flipped = wrapped;
        flipped[i] = static_cast<char>(flipped[i] ^ 0x40);
        QCOMPARE(codeOf(m_created->vault.merchantKeys(merchant, flipped)), ErrorCode::SealBroken);
        QCOMPARE(codeOf(m_created->vault.merchantKeys(merchant, wrapped.first(i))), ErrorCode::SealBroken);
    }
    QCOMPARE(codeOf(m_created->vault.merchantKeys(merchant, wrapped + '\0')), ErrorCode::SealBroken);
}

void TestVault::profileKeysAreOfTheVault()
{
    const Place place{"setting", RowId(1), "value"};
    const QByteArray blob = m_created->vault.profileKeys()->seal(place, "dark");
    const auto again = Vault::unlock(header(), recoveryKey(), 0);
    QVERIFY(again.has_value());
    QCOMPARE(again->profileKeys()->open(place, blob).value(), QByteArray("dark"));
    QCOMPARE(again->profileKeys()->auditMac("head"), m_created->vault.profileKeys()->auditMac("head"));
    const auto other = Vault::create(passphrase(), KdfParameters::weakest());
    QVERIFY(other.has_value());
    QCOMPARE(codeOf(other->vault.profileKeys()->open(place, blob)), ErrorCode::SealBroken);
    QVERIFY(other->vault.profileKeys()->auditMac("head") != again->profileKeys()->auditMac("head"));
}

void TestVault::auditSignaturesAreOfTheVault()
{
    const QByteArray hash(32, 'h');
    const QByteArray signature = m_created->vault.profileKeys()->auditSign(hash);
    QCOMPARE(signature.size(), 64);
    const auto again = Vault::unlock(header(), recoveryKey(), 0);
    QVERIFY(again.has_value());
    QVERIFY(again->profileKeys()->auditVerify(hash, signature));
    QCOMPARE(again->profileKeys()->auditSign(hash), signature);
    const auto other = Vault::create(passphrase(), KdfParameters::weakest());
    QVERIFY(other.has_value());
    QVERIFY(!other->vault.profileKeys()->auditVerify(hash, signature));
    QVERIFY(other->vault.profileKeys()->auditSign(hash) != signature);
}

void TestVault::auditSignaturesAreEd25519()
{
    // The format is a promise: the key is the profile's fifth, and its signatures are checked here with libsodium alone.
    const unsigned char masterKey[kKeySize] = {1, 2, 3};
    const auto keys = ProfileKeys::derive(KeyArena::create().value(), masterKey, QUuid());
    QVERIFY(keys.has_value());
    unsigned char seed[crypto_sign_SEEDBYTES];
    unsigned char publicKey[crypto_sign_PUBLICKEYBYTES];
    unsigned char secretKey[crypto_sign_SECRETKEYBYTES];
    QCOMPARE(crypto_kdf_derive_from_key(seed, sizeof seed, 5, "T6VAULT1", masterKey), 0);
    QCOMPARE(crypto_sign_seed_keypair(publicKey, secretKey, seed), 0);
    const QByteArray hash(32, 'h');
    const QByteArray signature = (*keys)->auditSign(hash);
    QCOMPARE(crypto_sign_verify_detached(reinterpret_cast<const unsigned char*>(signature.constData()),
                 reinterpret_cast<const unsigned char*>(hash.constData()), static_cast<unsigned long long>(hash.size()), publicKey), 0);
}

void TestVault::everyFlippedBitOfAnAuditSignatureIsRefused()
{
    const auto keys = m_created->vault.profileKeys();
    const QByteArray hash(32, 'h');
    const QByteArray signature = keys->auditSign(hash);
    for (int bit = 0; bit < 8 * 64; ++bit) {
        QByteArray flipped = signature;
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
        QVERIFY(!keys->auditVerify(hash, flipped));
        if (bit < 8 * 32) {
            QByteArray other = hash;
            other[bit / 8] = static_cast<char>(other[bit / 8] ^ (1 << bit % 8));
            QVERIFY(!keys->auditVerify(other, signature));
        }
    }
    for (const QByteArray& wrong : {QByteArray(), signature.first(63), signature + '\0'})
        QVERIFY(!keys->auditVerify(hash, wrong));
}

void TestVault::calibrationStaysWithinTheLimits()
{
    const auto quick = calibratedKdf(std::chrono::milliseconds(1));
    QVERIFY(quick.has_value());
    QCOMPARE(*quick, KdfParameters::weakest());
    const auto usual = calibratedKdf(std::chrono::milliseconds(400));
    QVERIFY(usual.has_value());
    QVERIFY(usual->isWithinLimits());
    qInfo("400 ms here: %u passes over %u MiB", usual->operations, usual->memoryKib / 1024);
}

QTEST_GUILESS_MAIN(TestVault)
#include "tst_vault.moc"
