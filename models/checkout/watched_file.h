#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <QFileSystemWatcher>
#include <QObject>

#include <memory>
#include <optional>

namespace slipway::checkout {

/// One file on the disk, and what other programs do to it. Content counts, not times: an editor that writes a second
/// file and renames it is one change, and so is one that writes in pieces (a short while must pass without news). What
/// was saved here is none. Reads on a worker thread. GUI thread.
class WatchedFile final : public QObject
{
    Q_OBJECT

public:
    /// `known` is what the file held when it was opened; nothing: it did not exist.
    WatchedFile(const QString &file, const std::optional<QByteArray> &known, std::shared_ptr<base::Clock> clock,
                QObject *parent = nullptr);
    ~WatchedFile() override;

    const QString &file() const { return m_file; }
    /// The contentHash of what was last accepted (setKnown, or an own save); nothing: no file. What Save::expected
    /// wants: news alone never makes it another.
    const std::optional<QByteArray> &knownHash() const { return m_known; }

    /// These bytes are about to be written here: finding them is no news. Before saveAtomically.
    void expect(const QByteArray &bytes);
    /// The disk holds this now (nothing: no file), as far as the person is concerned. After a save or a merge.
    void setKnown(const std::optional<QByteArray> &bytes);
    /// Looks now, without waiting for news: when the window is shown again, say.
    void check();

Q_SIGNALS:
    /// Another program wrote the file; once for each content. Also when it is there again after `removed`.
    void changed(const QByteArray &bytes);
    /// Another program removed or renamed it.
    void removed();
    /// It is there and cannot be read, or is too large.
    void unreadable(const slipway::base::Error &error);

private:
    struct Found;

    void watch();
    void noteNews();
    void look();
    void take(const Found &found);

    QString m_file;
    std::shared_ptr<base::Clock> m_clock;
    QFileSystemWatcher m_watcher;
    std::optional<QByteArray> m_known;
    /// Hashes: of what the listeners were last told, and of what is being saved.
    std::optional<QByteArray> m_told;
    std::optional<QByteArray> m_expected;
    /// What the last look found, if it was news: a second look must find the same, as a write may be under way.
    std::optional<std::optional<QByteArray>> m_candidate;
    std::unique_ptr<base::Alarm> m_settling;
    std::unique_ptr<base::Alarm> m_round;
    bool m_isReading = false;
    bool m_isNewsWaiting = false;
    bool m_isUnreadable = false;
};

} // namespace slipway::checkout
