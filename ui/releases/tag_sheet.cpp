#include "releases_page/tag_sheet.h"

#include "theme/fonts.h"
#include "widgets/plain_words.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::releases_page {

namespace {

constexpr int noteLines = 14;

QLabel *dim(const QString &name)
{
    auto *label = new QLabel;
    label->setObjectName(name);
    widgets::showAsWritten(*label);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

/// As a shell takes it, whatever is in it.
QString quoted(QString text)
{
    return u'\'' + text.replace(u'\'', u"'\\''"_s) + u'\'';
}

} // namespace

TagSheet::TagSheet(const QString &release, const QString &title, const Ask &ask, QWidget *over)
    : Sheet(over)
    , m_reason(dim(u"tagReason"_s))
    , m_notes(new QPlainTextEdit)
    , m_command(dim(u"tagCommand"_s))
{
    setTitle(tr("Draft tag and notes"), u"action-edit"_s);
    setSubtitle(title);
    setVerb(tr("Copy notes"));
    body()->addWidget(makeTagRow());
    body()->addWidget(m_reason);
    body()->addSpacing(8);
    auto *label = new QLabel(tr("Release notes"));
    label->setFont(theme::font(theme::FontRole::Section, font()));
    label->setBuddy(m_notes);
    body()->addWidget(label);
    m_notes->setObjectName(u"tagNotes"_s);
    m_notes->setAccessibleName(tr("Release notes"));
    m_notes->setFont(theme::font(theme::FontRole::Mono, font()));
    m_notes->setTabChangesFocus(true);
    m_notes->setMinimumHeight(noteLines * m_notes->fontMetrics().lineSpacing());
    body()->addWidget(m_notes, 1);
    m_command->setFont(theme::font(theme::FontRole::Mono, font()));
    body()->addSpacing(8);
    body()->addWidget(m_command);
    connect(this, &Sheet::confirmed, this, [this] {
        QGuiApplication::clipboard()->setText(m_notes->toPlainText());
        emit copied(tr("The notes are in the clipboard."));
        close();
    });
    setBusy(tr("Reading commits and tags"));
    QCoro::connect(ask(release, m_stop.get_token()), this, [this](const base::Result<releases::TagDraft> &draft) {
        setBusy({});
        if (draft)
            showDraft(*draft);
        else
            setFailure(base::sentence(draft.error()));
    });
}

TagSheet::~TagSheet()
{
    m_stop.request_stop();
}

QWidget *TagSheet::makeTagRow()
{
    auto *part = new QWidget;
    auto *row = new QHBoxLayout(part);
    row->setContentsMargins({});
    row->setSpacing(8);
    m_tag = new QLineEdit;
    m_tag->setObjectName(u"tagName"_s);
    m_tag->setAccessibleName(tr("Tag"));
    m_tag->setPlaceholderText(tr("Tag"));
    m_tag->setFont(theme::font(theme::FontRole::Mono, font()));
    m_copyTag = new QPushButton(tr("Copy tag"));
    m_copyTag->setEnabled(false);
    auto *label = new QLabel(tr("Tag"));
    label->setBuddy(m_tag);
    row->addWidget(label);
    row->addWidget(m_tag, 1);
    row->addWidget(m_copyTag);
    connect(m_tag, &QLineEdit::textChanged, this, [this](const QString &tag) {
        m_copyTag->setEnabled(!tag.isEmpty());
        m_command->setText(command());
    });
    connect(m_copyTag, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_tag->text());
        emit copied(tr("The tag is in the clipboard."));
    });
    return part;
}

void TagSheet::showDraft(const releases::TagDraft &draft)
{
    m_sha = draft.sha;
    m_tag->setText(draft.tag);
    m_reason->setText(draft.tag.isEmpty() ? tr("This app names no versions: workspace file, key tag.") : draft.reason);
    m_notes->setPlainText(draft.notes);
    m_command->setText(command());
}

QString TagSheet::command() const
{
    if (m_tag->text().isEmpty() || m_sha.isEmpty())
        return {};
    return u"gh release create %1 --target %2 --draft --notes-file NOTES.md"_s.arg(quoted(m_tag->text()), m_sha);
}

} // namespace slipway::releases_page
