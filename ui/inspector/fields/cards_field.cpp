#include "inspector/fields/cards_field.h"

#include "inspector/fields/rows.h"
#include "inspector/fields/text_field.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/style.h"
#include "theme/tokens.h"
#include "widgets/plain_words.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::inspector {

Card::Card(CardsField &cards, const yaml::Path &path, const QString &id)
    : QWidget(&cards)
    , m_path(path)
    , m_id(id)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(10, 8, 10, 10);
    column->setSpacing(10);
    addHead(cards);
}

void Card::addHead(CardsField &cards)
{
    auto *head = new QHBoxLayout;
    if (!cards.kind().isList) {
        auto *name = new TextField(cards.desk(), m_path, CardsField::tr("Name"), this);
        name->setMono()->setRename([this, &cards](const QString &to) { return cards.rename(*this, to); },
                                   [this] { return m_id; });
        head->addWidget(name, 1);
        m_fields.append(name);
    } else {
        head->addStretch(1);
    }
    QToolButton *close = Rows::removeButton(tr("Remove %1").arg(m_id), this);
    close->setToolTip(widgets::plainTip(close->accessibleName()));
    head->addWidget(close, 0, Qt::AlignTop);
    static_cast<QVBoxLayout *>(layout())->addLayout(head);
    connect(close, &QToolButton::clicked, this, [this, &cards] { cards.remove(*this); });
}

void Card::take(Field *field)
{
    layout()->addWidget(field);
    m_fields.append(field);
}

void Card::follow()
{
    for (Field *field : std::as_const(m_fields))
        field->follow();
}

void Card::takeFocus()
{
    if (!m_fields.isEmpty())
        m_fields.first()->takeFocus();
}

void Card::paintEvent(QPaintEvent *)
{
    const theme::Tokens &colours = theme::tokens(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    theme::paintBox(painter, rect(), theme::cardRadius, colours.header, colours.line2);
}

CardsField::CardsField(Desk &desk, yaml::Path path, const QString &label, Kind kind, Build build, QWidget *parent)
    : Field(desk, std::move(path), label, parent)
    , m_kind(std::move(kind))
    , m_build(std::move(build))
    , m_board(new QWidget(this))
    , m_add(new QPushButton(m_kind.addWords, m_board))
{
    auto *column = new QVBoxLayout(m_board);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_add, 0, Qt::AlignLeft);
    m_add->setAccessibleName(m_kind.addWords);
    m_add->setIcon(theme::icon(u"action-add"_s));
    m_add->setFont(theme::font(theme::FontRole::Small, font()));
    theme::setTone(*m_add, theme::Tone::Quiet);
    setControl(m_board, m_add);
    connect(m_add, &QPushButton::clicked, this, &CardsField::addEntry);
}

bool CardsField::isUsual(yaml::Node value) const
{
    if (!value || value.isNull())
        return true;
    return !value.isAlias() && (m_kind.isList ? value.isSequence() : value.isMapping());
}

bool CardsField::holds(yaml::Range range) const
{
    return isUsual(desk().at(path())) ? false : Field::holds(range);
}

QStringList CardsField::idsOf(yaml::Node value) const
{
    QStringList ids;
    for (int at = 0; at < (m_kind.isList ? value.size() : 0); ++at)
        ids.append(QString::number(at + 1));
    if (!m_kind.isList)
        for (const auto [key, entry] : yaml::entries(value))
            if (!m_leftOut.contains(shown(key.text())))
                ids.append(shown(key.text()));
    return ids;
}

void CardsField::show(yaml::Node value)
{
    const QStringList ids = idsOf(value);
    QList<Card *> cards;
    for (const QString &id : ids) {
        const auto known = std::ranges::find(m_cards, id, &Card::id);
        if (known != m_cards.end()) {
            cards.append(*known);
            m_cards.erase(known);
            continue;
        }
        const yaml::PathPart part = m_kind.isList ? yaml::PathPart(id.toInt() - 1) : yaml::PathPart(bytes(id));
        cards.append(new Card(*this, below(path(), {part}), id));
        m_build(*cards.last());
    }
    for (Card *gone : std::exchange(m_cards, cards)) {
        gone->hide();
        gone->deleteLater();
    }
    auto *column = static_cast<QVBoxLayout *>(m_board->layout());
    for (int at = 0; at < m_cards.size(); ++at) {
        Card *card = m_cards.at(at);
        if (column->indexOf(card) != at)
            column->insertWidget(at, card);
        card->follow();
        card->setVisible(true);
    }
}

void CardsField::addEntry()
{
    const yaml::Node now = desk().at(path());
    const yaml::Tree &tree = *desk().document().tree();
    Operations change;
    if (m_kind.isList) {
        change = now.isSequence() ? Operations{workflow::Insert{path(), now.size(), m_kind.newValue}}
                                  : setting(tree, path(), yaml::makeList({m_kind.newValue}));
    } else {
        std::string name = m_kind.newName;
        for (int count = 2; now[name]; ++count)
            name = m_kind.newName + "-" + std::to_string(count);
        change = setting(tree, below(path(), {name}), m_kind.newValue);
    }
    const auto done = desk().perform(change, m_kind.addWords);
    answer(done ? QString() : base::sentence(done.error()));
    if (done && !m_cards.isEmpty())
        m_cards.last()->takeFocus();
}

base::Done CardsField::rename(const Card &card, const QString &to)
{
    if (to.isEmpty())
        return desk().refuse(tr("A name is needed here."));
    return desk().perform({workflow::RenameKey{card.path(), bytes(to)}}, tr("Rename %1").arg(card.id()));
}

void CardsField::remove(const Card &card)
{
    const auto done = desk().perform(removing(*desk().document().tree(), card.path()), tr("Remove %1").arg(card.id()));
    answer(done ? QString() : base::sentence(done.error()));
}

} // namespace slipway::inspector
