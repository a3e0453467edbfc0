#pragma once

#include <QByteArray>
#include <QIODevice>

namespace slipway::net {

/// A body that can be sent once.
///
/// Qt repeats a request by itself when a kept connection turns out to be closed, writes included, as long as it can
/// rewind the body. This one does not rewind, so such a write fails and its caller is told. For the same reason writes
/// without a body send an empty one.
class OnceBody final : public QIODevice
{
    Q_OBJECT

public:
    explicit OnceBody(QByteArray bytes);

    qint64 size() const override { return m_bytes.size(); }
    bool reset() override { return false; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
};

} // namespace slipway::net
