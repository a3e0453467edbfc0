#include "inspector/fields/text_field.h"

#include "inspector/fields/choice_box.h"
#include "inspector/fields/typing.h"
#include "theme/fonts.h"
#include "theme/paint.h"
#include "theme/tokens.h"

#include <QAbstractTextDocumentLayout>
#include <QCompleter>
#include <QEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QTextDocument>
#include <QVBoxLayout>

#include <algorithm>

namespace slipway::inspector {

namespace {

constexpr int fewestLines = 2;
constexpr int mostLines = 12;

bool isOneLine(std::string_view text)
{
    return text.find_first_of("\n\r") == std::string_view::npos;
}

/// Without the line end that a block text has.
QString withoutEnd(std::string_view text)
{
    if (text.ends_with('\n'))
        text.remove_suffix(1);
    return shown(text);
}

/// As many line ends at the end as a person who writes a block text leaves there.
QString withEnd(const QString &text, yaml::Node old)
{
    const bool hadEnd = old.isScalar() && old.text().ends_with('\n');
    const bool wasBlock = old.isScalar() && old.text().find('\n') != std::string_view::npos;
    return hadEnd || (text.contains(u'\n') && !wasBlock) ? text + u'\n' : text;
}

/// The edge of an input around an edit of several lines.
class Edge final : public QWidget
{
public:
    Edge(QWidget &edit, QWidget *parent)
        : QWidget(parent)
    {
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins(4, 2, 2, 2);
        column->addWidget(&edit);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const theme::Tokens &colours = theme::tokens(palette());
        QPainter painter(this);
        theme::paintBox(painter, rect(), theme::controlRadius, isEnabled() ? colours.base : colours.pressed,
                        isEnabled() ? colours.line3 : colours.line2);
    }
};

} // namespace

TextField::TextField(Desk &desk, yaml::Path path, const QString &label, QWidget *parent, Writes writes)
    : Field(desk, std::move(path), label, parent)
    , m_writes(writes)
    , m_line(new QLineEdit(this))
{
    // Texts of the file are never cut by looking at them.
    m_line->setMaxLength(1'000'000);
    setControl(m_line, m_line);
    watch(false);
}

void TextField::watch(bool isRename)
{
    delete m_typing;
    m_typing = new Typing(
        desk(), *m_line, [this](const Typing &typing) { return write(typing.text()); },
        isRename ? Typing::When::Leave : Typing::When::Pause);
    connect(m_typing, &Typing::answered, this, &TextField::answer);
}

TextField *TextField::setPlaceholder(const QString &words)
{
    m_line->setPlaceholderText(words);
    return this;
}

TextField *TextField::setMono()
{
    m_line->setFont(theme::font(theme::FontRole::Mono, font()));
    return this;
}

TextField *TextField::setChoices(std::function<QStringList()> choices)
{
    auto *combo = new ChoiceBox(this);
    combo->setSource(std::move(choices));
    combo->setEditable(true);
    column()->removeWidget(m_line);
    combo->setLineEdit(m_line);
    combo->completer()->setCompletionMode(QCompleter::PopupCompletion);
    combo->completer()->setFilterMode(Qt::MatchContains);
    m_combo = combo;
    setControl(combo, m_line);
    combo->setAccessibleName(label());
    connect(combo, &QComboBox::activated, this, [this] { m_typing->commit(); });
    return this;
}

TextField *TextField::setRename(std::function<base::Done(const QString &)> rename, std::function<QString()> read)
{
    m_rename = std::move(rename);
    m_readName = std::move(read);
    watch(true);
    return this;
}

TextField *TextField::whenEdited(std::function<void(const QString &)> edited)
{
    connect(m_typing, &Typing::edited, this, [this, told = std::move(edited)] { told(m_line->text()); });
    return this;
}

bool TextField::isUsual(yaml::Node value) const
{
    return m_readName || (Field::isUsual(value) && (!value || isOneLine(value.text())));
}

void TextField::show(yaml::Node value)
{
    if (m_readName)
        m_typing->setText(m_readName());
    else
        m_typing->setText(value.isNull() ? QString() : shown(value.text()));
}

base::Done TextField::write(const QString &text)
{
    return m_rename ? m_rename(text) : Field::write(*m_typing, text, m_writes);
}

LinesField::LinesField(Desk &desk, yaml::Path path, const QString &label, QWidget *parent)
    : Field(desk, std::move(path), label, parent)
    , m_edit(new QPlainTextEdit(this))
{
    m_edit->setFont(theme::font(theme::FontRole::Mono, font()));
    m_edit->setTabChangesFocus(true);
    m_edit->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_edit->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_edit->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_edit->installEventFilter(this);
    m_edit->setFrameShape(QFrame::NoFrame);
    m_edit->viewport()->setAutoFillBackground(false);
    setControl(new Edge(*m_edit, this), m_edit);
    m_typing = new Typing(desk, *m_edit, [this](const Typing &typing) {
        const QString text = typing.text();
        const yaml::Node old = this->desk().at(this->path());
        return write(typing, text.isEmpty() ? text : withEnd(text, old), Writes::Like);
    });
    connect(m_typing, &Typing::answered, this, &LinesField::answer);
    connect(m_edit->document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            &LinesField::fit);
    fit();
}

LinesField *LinesField::setPlaceholder(const QString &words)
{
    m_edit->setPlaceholderText(words);
    return this;
}

bool LinesField::isUsual(yaml::Node value) const
{
    if (!value || value.isNull())
        return true;
    // What a text edit takes for its own signs would be lost.
    const QString text = shown(value.text());
    const bool hasSigns =
        text.contains(QChar::ParagraphSeparator) || text.contains(u'\r') || text.contains(QChar::Null);
    return value.isScalar() && !value.isAlias() && value.anchor().empty() && value.tag().empty() && !hasSigns;
}

void LinesField::show(yaml::Node value)
{
    m_typing->setText(value.isNull() ? QString() : withoutEnd(value.text()));
}

bool LinesField::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        fit();
    return Field::eventFilter(watched, event);
}

void LinesField::fit()
{
    // The document of a plain text edit is as high as its lines, wrapped ones counted.
    const int lines = std::clamp(int(m_edit->document()->size().height()), fewestLines, mostLines);
    const QFontMetrics metrics(m_edit->font());
    const int margin = int(m_edit->document()->documentMargin()) * 2 + m_edit->frameWidth() * 2;
    m_edit->setFixedHeight(lines * metrics.lineSpacing() + margin + 6);
}

} // namespace slipway::inspector
