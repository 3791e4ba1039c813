// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "desk.h"

#include <core/errortext.h>

#include <QElapsedTimer>
#include <QFile>
#include <QSettings>

using namespace t6;
using namespace t6::test;
using operations::Console;

/// The profile and its vault as staff meet them: creating, locking, unlocking, refusing.
class TestVaultDesk : public QObject
{
    Q_OBJECT

private slots:
    void createsLocksAndUnlocks()
    {
        Desk desk;
        QCOMPARE(desk.console->state(), Console::State::Empty);
        QSignalSpy states(desk.console.get(), &Console::stateChanged);
        const auto key = await(desk.console->createVault(kPassphrase));
        QVERIFY(key);
        QCOMPARE(key->count(QLatin1Char('-')), 7);
        QCOMPARE(desk.console->state(), Console::State::Unlocked);
        desk.console->lock();
        QCOMPARE(desk.console->state(), Console::State::Locked);
        QCOMPARE(states.size(), 2);

        const auto wrong = await(desk.console->unlock(QStringLiteral("violet tractor hums at dusk")));
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().code, ErrorCode::WrongPassphrase);
        QCOMPARE(desk.console->state(), Console::State::Locked);
        desk.unlock();
        desk.console->lock();
        QVERIFY(await(desk.console->unlockWithRecoveryKey(key->toLower())));
        QCOMPARE(desk.console->state(), Console::State::Unlocked);
    }

    void takesNoLockOfTheDeadForOneOfTheLiving()
    {
        Desk desk;
        desk.createVault();
        desk.console->lock();
        QFile lock(desk.dir.filePath(QStringLiteral("config/vaults.ini.lock"))); // who wrote this died before it had written its name
        QVERIFY(lock.open(QIODevice::WriteOnly));
        lock.close();
        QElapsedTimer time;
        time.start();
        desk.unlock();
        QVERIFY2(time.elapsed() < 10'000, "waited for nobody");
    }

    void refusesAWeakPassphrase()
    {
        Desk desk;
        const auto refused = await(desk.console->createVault(QStringLiteral("password123")));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
        QCOMPARE(desk.console->state(), Console::State::Empty);
    }

    void slowsGuessingDownAcrossStarts()
    {
        Desk desk;
        desk.createVault();
        desk.console->lock();
        for (int i = 0; i < 6; ++i)
            QVERIFY(!await(desk.console->unlock(QStringLiteral("wrong wrong wrong wrong %1").arg(i))));
        auto refused = await(desk.console->unlock(kPassphrase));
        QVERIFY(!refused);
        QVERIFY(refused.error().retryAfter.count() > 0);
        desk.console.reset();
        desk.console = desk.open();
        refused = await(desk.console->unlock(kPassphrase));
        QVERIFY2(!refused && refused.error().retryAfter.count() > 0, "the counter did not survive the restart");
        desk.clock.forward(std::chrono::minutes(2));
        desk.unlock();
    }

    void changesPassphraseAndRecoveryKey()
    {
        Desk desk;
        const auto oldKey = await(desk.console->createVault(kPassphrase));
        QVERIFY(oldKey);
        const QString next = QStringLiteral("seven lanterns above the harbour");
        QVERIFY(!await(desk.console->changePassphrase(QStringLiteral("not the passphrase at all"), next)));
        QVERIFY(await(desk.console->changePassphrase(kPassphrase, next)));
        const auto newKey = await(desk.console->newRecoveryKey(next));
        QVERIFY(newKey);
        desk.console->lock();
        QVERIFY(!await(desk.console->unlock(kPassphrase)));
        QVERIFY(!await(desk.console->unlockWithRecoveryKey(*oldKey)));
        QVERIFY(await(desk.console->unlockWithRecoveryKey(*newKey)));
        desk.console->lock();
        QVERIFY(await(desk.console->unlock(next)));
    }

    void noticesAnOlderVault()
    {
        Desk desk;
        desk.createVault();
        desk.console.reset();
        const QString file = desk.profileDir() + QStringLiteral("/console.db");
        QVERIFY(QFile::copy(file, file + QStringLiteral(".yesterday")));
        desk.console = desk.open();
        desk.unlock();
        QVERIFY(await(desk.console->changePassphrase(kPassphrase, QStringLiteral("seven lanterns above the harbour"))));
        desk.console.reset();
        QVERIFY(QFile::remove(file));
        QVERIFY(QFile::rename(file + QStringLiteral(".yesterday"), file));
        desk.console = desk.open();
        const auto refused = await(desk.console->unlock(kPassphrase));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::VaultOlder);
        QVERIFY(await(desk.console->unlock(kPassphrase, true)));
    }

    void oneWriterPerProfile()
    {
        Desk desk;
        const auto second = Console::open(desk.options());
        QVERIFY(!second);
        QCOMPARE(second.error().code, ErrorCode::AlreadyRunning);
        // Looking is allowed beside it.
        desk.createVault();
        auto options = desk.options();
        options.readOnly = true;
        const auto looking = Console::open(options);
        QVERIFY(looking);
        QVERIFY(await((*looking)->unlock(kPassphrase)));
        QVERIFY(!await((*looking)->addMerchant(desk.draft(0))));
    }

    void opensNothingWithoutAProfile()
    {
        QTemporaryDir dir;
        operations::ConsoleOptions options;
        options.profileDir = dir.filePath(QStringLiteral("none"));
        options.readOnly = true;
        const auto opened = Console::open(options);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::VaultMissing);
        QVERIFY2(!QFile::exists(options.profileDir), "looking created something");
    }

    void refusesAFolderThatCannotBe()
    {
        operations::ConsoleOptions options;
        options.profileDir = QStringLiteral("/proc/t6-console");
        const auto opened = Console::open(options);
        QVERIFY(!opened);
        QCOMPARE(opened.error().domain, ErrorDomain::File);
    }

    void refusesADamagedDatabase()
    {
        Desk desk;
        desk.console.reset();
        QFile file(desk.profileDir() + QStringLiteral("/console.db"));
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.write(QByteArray(4096, 'x'));
        file.close();
        const auto opened = Console::open(desk.options());
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::StoreCorrupt);
    }

    void keepsSettingsAndSealedValues()
    {
        Desk desk;
        desk.createVault();
        auto settings = desk.console->settings();
        QCOMPARE(settings.idleLockMinutes, 10);
        settings.idleLockMinutes = 3;
        settings.keepClosedDays = 2;
        QVERIFY(desk.console->setSettings(settings));
        settings.proxy = QStringLiteral("not a proxy");
        QVERIFY(!desk.console->setSettings(settings));
        desk.console->setSealedValue(QStringLiteral("views"), "Ann O'Neil's orders");
        desk.console.reset();
        QVERIFY(!desk.isOnDisk("O'Neil"));
        desk.console = desk.open();
        QVERIFY(desk.console->sealedValue(QStringLiteral("views")).isEmpty());
        desk.unlock();
        QCOMPARE(desk.console->sealedValue(QStringLiteral("views")), QByteArray("Ann O'Neil's orders"));
        QCOMPARE(desk.console->settings().idleLockMinutes, 3);
        QCOMPARE(desk.console->settings().keepClosedDays, 2);
        QVERIFY(desk.console->settings().proxy.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestVaultDesk)
#include "tst_vaultdesk.moc"
