#include "net/download_file.h"

#include <QCoreApplication>
#include <QDir>

namespace slipway::net {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(net::Download)
};

} // namespace

DownloadFile::DownloadFile(Download wanted)
    : m_wanted(std::move(wanted))
    , m_file(m_wanted.file)
{ }

base::Done DownloadFile::open()
{
    if (!m_file.open(QIODevice::WriteOnly))
        return std::unexpected(error());
    return {};
}

bool DownloadFile::restart()
{
    m_received = 0;
    return m_file.resize(0) && m_file.seek(0);
}

bool DownloadFile::take(const QByteArray &bytes, qint64 total)
{
    if (m_file.write(bytes) != bytes.size())
        return false;
    m_received += bytes.size();
    if (m_wanted.progress)
        m_wanted.progress(m_received, total);
    return true;
}

base::Result<qint64> DownloadFile::commit()
{
    if (!m_file.commit())
        return std::unexpected(error());
    return m_received;
}

base::Error DownloadFile::error() const
{
    return base::makeError(
        base::Error::Kind::Internal,
        Words::tr("%1 could not be written: %2.").arg(QDir::toNativeSeparators(m_wanted.file), m_file.errorString()),
        Words::tr("Make room on the disk or choose another folder, then try again."));
}

} // namespace slipway::net
