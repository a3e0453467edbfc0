#include "inspector/fields/note.h"

#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/status_look.h"
#include "theme/style.h"
#include "theme/tokens.h"
#include "widgets/plain_words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace slipway::inspector {

namespace {

constexpr int iconSize = 14;

} // namespace

void setInk(QLabel &label, const QColor &colour)
{
    QPalette palette = label.palette();
    if (palette.color(QPalette::WindowText) == colour)
        return;
    palette.setColor(QPalette::WindowText, colour);
    label.setPalette(palette);
}

Note::Note(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_words(new QLabel(this))
    , m_button(new QPushButton(this))
{
    widgets::showAsWritten(*m_words);
    m_words->setWordWrap(true);
    m_words->setFont(theme::font(theme::FontRole::Small, font()));
    m_button->setFont(m_words->font());
    theme::setTone(*m_button, theme::Tone::Link);
    theme::setCompact(*m_button);
    m_icon->setFixedWidth(iconSize);
    m_icon->setAlignment(Qt::AlignTop);
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(m_words);
    column->addWidget(m_button, 0, Qt::AlignLeft);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 2, 0, 0);
    row->setSpacing(5);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addLayout(column, 1);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (const auto press = m_press)
            press();
    });
    hide();
}

void Note::say(base::Status tone, const QString &words, const QString &buttonWords, const std::function<void()> &press)
{
    m_tone = tone;
    m_press = press;
    m_words->setText(words);
    m_words->setAccessibleName(words);
    m_icon->setVisible(tone != base::Status::Unknown);
    widgets::offer(*m_button, widgets::plainTitle(buttonWords));
    paintWords();
    setVisible(!words.isEmpty());
}

QString Note::words() const
{
    return m_words->text();
}

void Note::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        paintWords();
}

void Note::paintWords()
{
    const theme::Tokens &tokens = theme::tokens(palette());
    const theme::StatusColours &colours = tokens.status(m_tone);
    const bool isLoud = m_tone == base::Status::Failure || m_tone == base::Status::Warning;
    setInk(*m_words, isLoud ? colours.fg : tokens.text2);
    if (m_tone != base::Status::Unknown) {
        const QString icon = theme::statusIcon(m_tone);
        m_icon->setPixmap(theme::iconPixmap(icon, iconSize, colours.solid, devicePixelRatioF()));
    }
}

} // namespace slipway::inspector
