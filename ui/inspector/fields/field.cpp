#include "inspector/fields/field.h"

#include "theme/fonts.h"
#include "theme/tokens.h"
#include "widgets/plain_words.h"

#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::inspector {

namespace {

/// What a line of a field can show and edit without a loss.
constexpr qsizetype longestText = 2000;
constexpr qsizetype longestExtract = 120;

QString extract(const yaml::Tree &tree, yaml::Range range)
{
    const std::string_view text = tree.text(range).substr(0, longestExtract);
    return shown(text.substr(0, text.find('\n'))) + (text.size() < range.size() ? u"…"_s : QString());
}

base::Status toneOf(diagnostics::Severity severity)
{
    switch (severity) {
    case diagnostics::Severity::Error: return base::Status::Failure;
    case diagnostics::Severity::Warning: return base::Status::Warning;
    case diagnostics::Severity::Hint: break;
    }
    return base::Status::Unknown;
}

} // namespace

void sayFinding(Note &note, Desk &desk, const diagnostics::Finding &finding)
{
    const editing::OpenFile *file = desk.file();
    const bool isNow = file && file->checkedRevision() == file->document().revision();
    if (!finding.fix || !isNow) {
        note.say(toneOf(finding.severity), finding.message);
        return;
    }
    note.say(toneOf(finding.severity), finding.message, finding.fix->title, [&desk, fix = *finding.fix] {
        if (!desk.file() || desk.file()->checkedRevision() != desk.file()->document().revision())
            return;
        if (const auto done = desk.file()->history().apply(fix.patches, fix.title); !done)
            emit desk.refused(base::sentence(done.error()));
    });
}

Field::Field(Desk &desk, yaml::Path path, const QString &label, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_path(std::move(path))
    , m_name(label)
    , m_label(new QLabel(label, this))
    , m_column(new QVBoxLayout(this))
    , m_unusual(new Note(this))
    , m_answer(new Note(this))
    , m_words(new Note(this))
{
    widgets::showAsWritten(*m_label);
    m_label->setWordWrap(true);
    m_label->setFont(theme::font(theme::FontRole::Small, font()));
    m_label->setVisible(!label.isEmpty());
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(4);
    m_column->addWidget(m_label);
    for (Note *note : {m_unusual, m_answer, m_words})
        m_column->addWidget(note);
    setInk(*m_label, theme::tokens(palette()).text2);
    setObjectName(label);
}

void Field::setPath(const yaml::Path &path)
{
    m_path = path;
    follow();
}

void Field::setControl(QWidget *control, QWidget *named)
{
    m_control = control;
    m_named = named;
    m_column->insertWidget(1, control);
    m_label->setBuddy(named);
    name(*named);
}

void Field::name(QWidget &named)
{
    if (named.accessibleName().isEmpty())
        named.setAccessibleName(m_name);
    named.setAccessibleDescription(m_help);
    named.setToolTip(widgets::plainTip(m_help));
}

Field *Field::setHelp(const QString &help)
{
    m_help = help;
    if (m_named)
        name(*m_named);
    m_label->setToolTip(widgets::plainTip(help));
    return this;
}

Field *Field::setWords(const QString &words, base::Status tone)
{
    m_words->say(tone, words);
    return this;
}

void Field::answer(const QString &words)
{
    m_answer->say(base::Status::Failure, words);
}

base::Done Field::write(const Typing &typing, const QString &text, Writes writes)
{
    return m_desk.type(
        typing,
        [&](const yaml::Tree &tree) {
            const yaml::Node old = nodeAt(tree, m_path);
            return text.isEmpty() ? removing(tree, m_path) : setting(tree, m_path, scalar(text, writes, old));
        },
        stepName());
}

QString Field::stepName() const
{
    QString word = m_name.isEmpty() ? tr("value") : m_name;
    if (word.size() > 1 && word.at(1).isLower())
        word[0] = word.at(0).toLower();
    return tr("Change %1").arg(word);
}

bool Field::isUsual(yaml::Node value) const
{
    if (!value || value.isNull())
        return true;
    const std::string_view text = value.text();
    return value.isScalar() && !value.isAlias() && value.anchor().empty() && value.tag().empty()
        && qsizetype(text.size()) <= longestText;
}

void Field::follow()
{
    const yaml::Node value = m_desk.at(m_path);
    const bool isUsualHere = isUsual(value);
    if (m_control) {
        m_control->setVisible(isUsualHere);
        m_control->setEnabled(m_desk.isWritable());
    }
    if (isUsualHere)
        m_unusual->say(base::Status::Unknown, {});
    else
        showUnusual(value);
    if (isUsualHere)
        show(value);
}

void Field::showUnusual(yaml::Node value)
{
    const yaml::Range range = value.range();
    m_unusual->say(base::Status::Unknown, extract(*m_desk.document().tree(), range), tr("Edit in source"),
                   [this] { emit m_desk.sourceRequested(m_desk.at(m_path).range()); });
}

bool Field::holds(yaml::Range range) const
{
    const yaml::Node value = m_desk.at(m_path);
    if (!value)
        return false;
    const yaml::Node entry = value.key() ? value.key() : value;
    return yaml::Range{entry.range().begin, value.range().end}.contains(range);
}

Note *Field::finding(qsizetype at)
{
    while (m_findings.size() <= at) {
        m_findings.append(new Note(this));
        m_column->addWidget(m_findings.last());
    }
    return m_findings.at(at);
}

void Field::setFindings(const QList<diagnostics::Finding> &findings)
{
    for (qsizetype at = 0; at < std::max(findings.size(), m_findings.size()); ++at) {
        if (at < findings.size())
            sayFinding(*finding(at), m_desk, findings.at(at));
        else
            m_findings.at(at)->say(base::Status::Unknown, {});
    }
}

bool Field::takeFocus()
{
    if (!m_named || !m_named->isEnabled() || m_named->isHidden() || m_named->focusPolicy() == Qt::NoFocus)
        return false;
    m_named->setFocus(Qt::TabFocusReason);
    return true;
}

void Field::mousePressEvent(QMouseEvent *event)
{
    takeFocus();
    QWidget::mousePressEvent(event);
}

void Field::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        setInk(*m_label, theme::tokens(palette()).text2);
}

} // namespace slipway::inspector
