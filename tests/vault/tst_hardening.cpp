// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "memoryscan.h"

#include <vault/hardening.h>
#include <vault/secretbuffer.h>

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <array>
#include <cstdlib>

using namespace t6::vault;

class TestHardening : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void newFilesAreForTheOwnerOnly();
    void noCoreFileAndNoOnlooker();
    void freedMemoryIsOverwritten();

private:
    [[nodiscard]] static int hitsAfterFreeing();

    int m_hitsBefore = 0;
    Hardening m_hardening;
};

int TestHardening::hitsAfterFreeing()
{
    SecretBuffer secret(40);
    randombytes_buf(secret.data(), secret.size());
    const MemoryScan scan(secret.data(), secret.size());
    // Many blocks, for the scan itself takes memory; every other one stays, so that none is joined or given back.
    std::array<unsigned char*, 200> blocks{};
    for (unsigned char*& block : blocks) {
        block = static_cast<unsigned char*>(std::malloc(3000));
        std::memcpy(block + 1000, secret.data(), secret.size());
        asm volatile("" : : "r"(block) : "memory"); // or the copy would be left out: nothing reads it before it is freed
    }
    for (std::size_t i = 0; i < blocks.size(); i += 2)
        std::free(blocks[i]);
    const int left = scan.hits() - 1 - static_cast<int>(blocks.size()) / 2; // less the original and those that stay
    for (std::size_t i = 1; i < blocks.size(); i += 2)
        std::free(blocks[i]);
    return left;
}

void TestHardening::initTestCase()
{
    QVERIFY(sodium_init() >= 0);
    if (MemoryScan::kPossible)
        m_hitsBefore = hitsAfterFreeing();
    ::umask(022);
    m_hardening = hardenProcess();
}

void TestHardening::newFilesAreForTheOwnerOnly()
{
    QVERIFY(m_hardening.privateFiles);
    const QTemporaryDir dir;
    QVERIFY(dir.isValid());
    QFile file(dir.filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(QDir(dir.path()).mkdir(QStringLiteral("folder")));
    struct stat info = {};
    QCOMPARE(::stat(qPrintable(file.fileName()), &info), 0);
    QCOMPARE(info.st_mode & 0777U, 0600U);
    QCOMPARE(::stat(qPrintable(dir.filePath(QStringLiteral("folder"))), &info), 0);
    QCOMPARE(info.st_mode & 0777U, 0700U);
}

void TestHardening::noCoreFileAndNoOnlooker()
{
    QVERIFY(m_hardening.noCoreFile);
    rlimit limit{1, 1};
    QCOMPARE(getrlimit(RLIMIT_CORE, &limit), 0);
    QCOMPARE(limit.rlim_cur, rlim_t(0));
    QCOMPARE(limit.rlim_max, rlim_t(0));
    QVERIFY(m_hardening.notDumpable);
    QCOMPARE(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 0);
}

void TestHardening::freedMemoryIsOverwritten()
{
    if (!MemoryScan::kPossible)
        QSKIP("sanitizers bring their own heap");
    QVERIFY(m_hardening.freedMemoryOverwritten);
    QVERIFY2(m_hitsBefore > 0, qPrintable(QString::number(m_hitsBefore))); // the control: without M_PERTURB they stay
    QCOMPARE(prctl(PR_SET_DUMPABLE, 1, 0, 0, 0), 0); // the scan reads /proc/self/mem
    QCOMPARE(hitsAfterFreeing(), 0);
    trimMemory();
}

QTEST_GUILESS_MAIN(TestHardening)
#include "tst_hardening.moc"
