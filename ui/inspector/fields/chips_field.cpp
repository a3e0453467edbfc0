#include "inspector/fields/chips_field.h"

#include "inspector/fields/flow_layout.h"
#include "inspector/fields/rows.h"
#include "inspector/fields/typing.h"
#include "theme/fonts.h"
#include "theme/style.h"
#include "widgets/plain_words.h"
#include "workflow/matrix_expansion.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

namespace slipway::inspector {

namespace {

constexpr qsizetype longestChip = 24;
constexpr char placeProperty[] = "valuePlace";

} // namespace

ChipsField::ChipsField(Desk &desk, yaml::Path path, const QString &label, QWidget *parent)
    : Field(desk, std::move(path), label, parent)
    , m_board(new QWidget(this))
    , m_flow(new FlowLayout(m_board))
    , m_line(new QLineEdit(m_board))
{
    m_line->setPlaceholderText(tr("Add value"));
    m_line->setAccessibleName(tr("Add value to %1").arg(label));
    m_line->setFont(theme::font(theme::FontRole::Mono, font()));
    theme::setCompact(*m_line);
    m_line->setMinimumWidth(90);
    m_line->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_flow->addWidget(m_line);
    setControl(m_board, m_line);
    m_typing =
        new Typing(desk, *m_line, [this](const Typing &typing) { return write(typing.text()); }, Typing::When::Leave);
    connect(m_typing, &Typing::answered, this, &ChipsField::answer);
}

bool ChipsField::isUsual(yaml::Node value) const
{
    return !value || value.isNull() || (value.isSequence() && !value.isAlias());
}

QWidget *ChipsField::chipFor(int at, yaml::Node value)
{
    const QString text = shown(workflow::valueText(value));
    auto *chip = new QWidget(m_board);
    auto *words = new QPushButton(widgets::plainTitle(text.left(longestChip)), chip);
    words->setAccessibleName(tr("Value %1 of %2").arg(text, label()));
    words->setToolTip(widgets::plainTip(text));
    words->setFont(theme::font(theme::FontRole::Mono, font()));
    words->setProperty(placeProperty, at);
    words->setEnabled(desk().isWritable());
    words->installEventFilter(this);
    theme::setCompact(*words);
    auto *row = new QHBoxLayout(chip);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(words);
    QToolButton *close = Rows::removeButton(tr("Remove %1").arg(text), chip);
    close->setToolTip(widgets::plainTip(close->accessibleName()));
    close->setEnabled(desk().isWritable());
    row->addWidget(close);
    connect(words, &QPushButton::clicked, this, [this, at, text, isText = value.isScalar()] {
        if (isText)
            change(at, text);
        else
            emit desk().sourceRequested(desk().at(below(path(), {at})).range());
    });
    connect(close, &QToolButton::clicked, this, [this, at] { remove(at); });
    return chip;
}

void ChipsField::show(yaml::Node value)
{
    for (QWidget *chip : std::as_const(m_chips)) {
        delete m_flow->takeAt(0);
        chip->hide();
        chip->deleteLater();
    }
    m_chips.clear();
    for (const yaml::Node item : yaml::items(value)) {
        const auto at = int(m_chips.size());
        m_chips.append(chipFor(at, item));
        m_flow->insert(at, m_chips.last());
        m_chips.last()->show();
    }
    m_typing->setText({});
    m_board->updateGeometry();
}

void ChipsField::change(int at, const QString &text)
{
    m_changed = at;
    m_line->setText(text);
    m_line->setFocus();
    m_line->selectAll();
}

base::Done ChipsField::write(const QString &text)
{
    const int at = std::exchange(m_changed, -1);
    const yaml::Node list = desk().at(path());
    const int place = at < 0 ? list.size() : at;
    const yaml::Node like = list.item(at < 0 ? 0 : at);
    if (text.isEmpty())
        return {};
    const yaml::ValuePtr value = scalar(text.trimmed(), Writes::Like, like);
    const yaml::Tree &tree = *desk().document().tree();
    Operations change = at >= 0     ? setting(tree, below(path(), {at}), value)
        : list && list.isSequence() ? Operations{workflow::Insert{path(), place, value}}
                                    : setting(tree, path(), yaml::makeList({value}));
    const base::Done done = desk().perform(change, stepName());
    follow();
    return done;
}

void ChipsField::remove(int at)
{
    const auto done = desk().perform(removing(*desk().document().tree(), below(path(), {at})), stepName());
    answer(done ? QString() : base::sentence(done.error()));
}

bool ChipsField::eventFilter(QObject *watched, QEvent *event)
{
    const QVariant at = watched->property(placeProperty);
    if (at.isValid() && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Delete || key == Qt::Key_Backspace) {
            m_line->setFocus();
            remove(at.toInt());
            return true;
        }
    }
    return Field::eventFilter(watched, event);
}

} // namespace slipway::inspector
