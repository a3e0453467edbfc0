#pragma once

#include "overview/facts.h"

#include <QDataStream>

/// How facts are written to bytes and read back. Each value lists its members once, for both directions; a change of
/// any list needs a new `archiveVersion`.
namespace slipway::overview {

constexpr quint16 archiveVersion = 3;

/// Puts values into a stream.
class FactsWriter
{
public:
    explicit FactsWriter(QDataStream &stream)
        : m_stream(stream)
    { }

    template<typename... T>
    void operator()(T &...values)
    {
        (put(values), ...);
    }

private:
    template<typename T>
    void put(T &value)
    {
        if constexpr (std::is_enum_v<T>)
            m_stream << static_cast<qint32>(value);
        else if constexpr (requires { m_stream << value; })
            m_stream << value;
        else
            fields(*this, value);
    }
    void put(milliseconds &value) { m_stream << static_cast<qint64>(value.count()); }
    void put(base::Freshness &value) { m_stream << value.asOf; }
    template<typename T>
    void put(std::optional<T> &value)
    {
        m_stream << value.has_value();
        if (value)
            put(*value);
    }
    template<typename T>
        requires(!std::same_as<T, QString>)
    void put(QList<T> &list)
    {
        m_stream << static_cast<quint32>(list.size());
        for (T &value : list)
            put(value);
    }
    template<typename T>
    void put(QMap<QString, T> &map)
    {
        m_stream << static_cast<quint32>(map.size());
        for (auto entry = map.begin(); entry != map.end(); ++entry) {
            m_stream << entry.key();
            put(entry.value());
        }
    }

    QDataStream &m_stream;
};

/// Takes values out of a stream; stops building at the stream's first failure.
class FactsReader
{
public:
    explicit FactsReader(QDataStream &stream)
        : m_stream(stream)
    { }

    template<typename... T>
    void operator()(T &...values)
    {
        (take(values), ...);
    }

private:
    bool ok() const { return m_stream.status() == QDataStream::Ok; }

    template<typename T>
    void take(T &value)
    {
        if constexpr (std::is_enum_v<T>) {
            qint32 number = 0;
            m_stream >> number;
            value = static_cast<T>(number);
        } else if constexpr (requires { m_stream >> value; }) {
            m_stream >> value;
        } else {
            fields(*this, value);
        }
    }
    void take(milliseconds &value)
    {
        qint64 count = 0;
        m_stream >> count;
        value = milliseconds{count};
    }
    void take(base::Freshness &value)
    {
        m_stream >> value.asOf;
        // What was kept is old until somebody has been asked again.
        value.state = value.asOf.isValid() ? base::Freshness::State::Stale : base::Freshness::State::Loading;
    }
    template<typename T>
    void take(std::optional<T> &value)
    {
        bool isThere = false;
        m_stream >> isThere;
        value.reset();
        if (isThere && ok())
            take(value.emplace());
    }
    template<typename T>
        requires(!std::same_as<T, QString>)
    void take(QList<T> &list)
    {
        quint32 count = 0;
        m_stream >> count;
        list.clear();
        for (quint32 i = 0; i < count && ok(); ++i)
            take(list.emplaceBack());
    }
    template<typename T>
    void take(QMap<QString, T> &map)
    {
        quint32 count = 0;
        m_stream >> count;
        map.clear();
        for (quint32 i = 0; i < count && ok(); ++i) {
            QString key;
            m_stream >> key;
            take(map[key]);
        }
    }

    QDataStream &m_stream;
};

template<typename Archive>
void fields(Archive &archive, Health &v)
{
    archive(v.points, v.pointLength, v.errorRate, v.baselineErrorRate, v.latencyName, v.latency, v.baselineLatency,
            v.freshness);
}
template<typename Archive>
void fields(Archive &archive, Progress &v)
{
    archive(v.words, v.share);
}
template<typename Archive>
void fields(Archive &archive, LiveRelease &v)
{
    archive(v.status, v.version, v.commit, v.commitTitle, v.author, v.since, v.note, v.isCanary, v.health, v.progress,
            v.watchedUntil, v.page);
}
template<typename Archive>
void fields(Archive &archive, Drift &v)
{
    archive(v.commitsAhead, v.commitsBehind, v.migrations, v.onlyDocs, v.page);
}
template<typename Archive>
void fields(Archive &archive, Previews::Preview &v)
{
    archive(v.pullRequest, v.status, v.branch, v.page, v.createdAt);
}
template<typename Archive>
void fields(Archive &archive, Previews &v)
{
    archive(v.open);
}
template<typename Archive>
void fields(Archive &archive, WorkflowRow::Run &v)
{
    archive(v.id, v.number, v.status, v.title, v.branch, v.startedAt, v.took, v.page);
}
template<typename Archive>
void fields(Archive &archive, RunFact &v)
{
    archive(v.run, v.file, v.workflow, v.sha, v.event, v.actor, v.commitTitle, v.commitAuthor, v.createdAt);
}
template<typename Archive>
void fields(Archive &archive, ActiveRun &v)
{
    archive(v.environments, v.canApprove, v.waitingSince, v.files, v.additions, v.deletions, v.job);
}
template<typename Archive>
void fields(Archive &archive, WorkflowFile &v)
{
    archive(v.name, v.trigger, v.triggerBrief);
}
template<typename Archive>
void fields(Archive &archive, OpenPulls &v)
{
    archive(v.numbers);
}
template<typename Archive>
void fields(Archive &archive, Tags &v)
{
    archive(v.bySha);
}
template<typename Archive>
void fields(Archive &archive, DriftFact &v)
{
    archive(v.production, v.staging, v.drift);
}
template<typename Archive>
void fields(Archive &archive, SecretAges &v)
{
    archive(v.updatedAt);
}
template<typename Archive>
void fields(Archive &archive, RuleDrift &v)
{
    archive(v.rule, v.expected, v.actual, v.seenAt);
}
template<typename Archive>
void fields(Archive &archive, BranchFact &v)
{
    archive(v.drift);
}
template<typename Archive>
void fields(Archive &archive, FlyFacts &v)
{
    archive(v.release, v.machines, v.onNewest, v.olderVersion, v.isCanary, v.isRollingOut, v.checks, v.failingChecks,
            v.failingSince);
}
template<typename Archive>
void fields(Archive &archive, Deploying &v)
{
    archive(v.commit, v.startedAt, v.usual, v.page);
}
template<typename Archive>
void fields(Archive &archive, VercelFacts &v)
{
    archive(v.production, v.branches, v.previews, v.deploying, v.failedBuild, v.isRolledBack);
}
template<typename Archive, typename T>
void fields(Archive &archive, Fact<T> &v)
{
    archive(v.value, v.freshness);
}

} // namespace slipway::overview
