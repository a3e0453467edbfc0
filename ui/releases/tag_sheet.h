#pragma once

#include "releases/notes.h"
#include "widgets/sheet.h"

#include <functional>
#include <stop_token>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace slipway::releases_page {

/// A draft of the next version's tag and its release notes, to be edited and copied. Nothing is created at GitHub.
class TagSheet final : public widgets::Sheet
{
    Q_OBJECT

public:
    using Ask = std::function<QCoro::Task<base::Result<releases::TagDraft>>(QString release, std::stop_token stop)>;

    /// `title`: "patient-graph-api v43".
    TagSheet(const QString &release, const QString &title, const Ask &ask, QWidget *over);
    ~TagSheet() override;

Q_SIGNALS:
    /// What now is in the clipboard: "Notes".
    void copied(const QString &words);

private:
    QWidget *makeTagRow();
    void showDraft(const releases::TagDraft &draft);
    QString command() const;

    QLineEdit *m_tag = nullptr;
    QPushButton *m_copyTag = nullptr;
    QLabel *m_reason = nullptr;
    QPlainTextEdit *m_notes = nullptr;
    QLabel *m_command = nullptr;
    QString m_sha;
    std::stop_source m_stop;
};

} // namespace slipway::releases_page
