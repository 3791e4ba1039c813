// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
// Stands in for libFuzzer: runs the target once for each file of the folders named on the command line.

#include <QDirIterator>
#include <QFile>
#include <QTextStream>

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int argc, char** argv)
{
    int files = 0;
    for (int i = 1; i < argc; ++i) {
        QDirIterator entries(QFile::decodeName(argv[i]), QDir::Files);
        while (entries.hasNext()) {
            QFile file(entries.next());
            if (!file.open(QIODevice::ReadOnly)) {
                QTextStream(stderr) << file.fileName() << " cannot be read\n";
                return 1;
            }
            QTextStream(stdout) << file.fileName() << Qt::endl; // before the run: the last line names the culprit
            const QByteArray bytes = file.readAll();
            LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.constData()), static_cast<std::size_t>(bytes.size()));
            ++files;
        }
    }
    QTextStream(stdout) << files << " files\n";
    return files > 0 ? 0 : 1; // an empty corpus proves nothing
}
