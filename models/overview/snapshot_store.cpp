#include "overview/snapshot_store.h"

#include "overview/facts_archive.h"

namespace slipway::overview {

namespace {

constexpr quint32 magic = 0x534C4F56; // "SLOV"
constexpr auto streamVersion = QDataStream::Qt_6_5;

/// Calls `visit` with the part of the snapshot that the source fills. False for an unknown source.
template<typename Visit>
bool withPart(Snapshot &snapshot, const QString &sourceId, Visit visit)
{
    if (sourceId == source::runs)
        visit(snapshot.runs);
    else if (sourceId == source::activeRuns)
        visit(snapshot.activeRuns);
    else if (sourceId == source::workflowFiles)
        visit(snapshot.workflowFiles);
    else if (sourceId == source::tags)
        visit(snapshot.tags);
    else if (sourceId == source::pulls)
        visit(snapshot.pulls);
    else if (sourceId == source::drift)
        visit(snapshot.drift);
    else if (sourceId == source::secrets)
        visit(snapshot.secrets);
    else if (sourceId == source::protection)
        visit(snapshot.branches);
    else if (sourceId == source::machines)
        visit(snapshot.fly);
    else if (sourceId == source::deployments)
        visit(snapshot.vercel);
    else if (sourceId == source::metrics)
        visit(snapshot.flyHealth);
    else if (sourceId == source::sessions)
        visit(snapshot.sentryHealth);
    else
        return false;
    return true;
}

} // namespace

QStringList sourceIds()
{
    return {source::machines, source::deployments,   source::runs,    source::activeRuns,
            source::pulls,    source::tags,          source::drift,   source::metrics,
            source::sessions, source::workflowFiles, source::secrets, source::protection};
}

QByteArray encode(const Snapshot &snapshot, const QString &sourceId)
{
    QByteArray payload;
    QDataStream stream(&payload, QDataStream::WriteOnly);
    stream.setVersion(streamVersion);
    Snapshot copy = snapshot;
    const auto write = [&stream](auto &part) { FactsWriter{stream}(part); };
    if (!withPart(copy, sourceId, write))
        return {};

    QByteArray bytes;
    QDataStream envelope(&bytes, QDataStream::WriteOnly);
    envelope.setVersion(streamVersion);
    envelope << magic << archiveVersion << sourceId << payload << qChecksum(payload);
    return bytes;
}

bool decode(const QByteArray &bytes, const QString &sourceId, Snapshot &snapshot)
{
    QDataStream envelope(bytes);
    envelope.setVersion(streamVersion);
    quint32 foundMagic = 0;
    quint16 version = 0;
    envelope >> foundMagic >> version;
    if (foundMagic != magic || version != archiveVersion)
        return false;
    QString id;
    QByteArray payload;
    quint16 checksum = 0;
    envelope >> id >> payload >> checksum;
    if (envelope.status() != QDataStream::Ok || id != sourceId || checksum != qChecksum(payload))
        return false;

    QDataStream stream(payload);
    stream.setVersion(streamVersion);
    const auto read = [&stream](auto &part) {
        std::remove_cvref_t<decltype(part)> fresh;
        FactsReader{stream}(fresh);
        if (stream.status() == QDataStream::Ok && stream.atEnd())
            part = std::move(fresh);
        else
            stream.setStatus(QDataStream::ReadCorruptData);
    };
    return withPart(snapshot, sourceId, read) && stream.status() == QDataStream::Ok;
}

} // namespace slipway::overview
