// A zip from anywhere: refused, or unpacked without a file outside its folder or a trace beside it.
#include "archive/unpack.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <cstdint>

using namespace Qt::StringLiterals;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QTemporaryDir folder;
    QFile zip(folder.filePath(u"given.zip"_s));
    if (!zip.open(QIODevice::WriteOnly))
        return 0;
    zip.write(reinterpret_cast<const char *>(data), static_cast<qint64>(size));
    zip.close();
    const slipway::archive::Limits limits{.totalBytes = 10'000'000, .entryBytes = 10'000'000, .entries = 200};
    const bool isUnpacked = slipway::archive::unpack(zip.fileName(), folder.filePath(u"out"_s), limits).has_value();
    const qsizetype left =
        QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot).size();
    if (left != (isUnpacked ? 2 : 1))
        __builtin_trap();
    return 0;
}
