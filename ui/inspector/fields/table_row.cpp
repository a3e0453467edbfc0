#include "inspector/fields/expression_aid.h"
#include "inspector/fields/rows.h"
#include "inspector/fields/table_field.h"
#include "inspector/fields/typing.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/style.h"
#include "widgets/plain_words.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace slipway::inspector {

namespace {

constexpr std::size_t longestValue = 2000;
/// Of the icon and the edges; and the room for a few letters.
constexpr int chipPadding = 30;
constexpr int leastChip = 40;

QPushButton *chip(QWidget *parent)
{
    auto *button = new QPushButton(parent);
    theme::setCompact(*button);
    button->setFont(theme::font(theme::FontRole::Mono, parent->font()));
    button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    button->hide();
    return button;
}

bool isLine(yaml::Node value)
{
    const bool isText = value.isNull() || value.isScalar();
    return isText && !value.isAlias() && value.tag().empty() && value.anchor().empty()
        && value.text().find('\n') == std::string_view::npos && value.text().size() <= longestValue;
}

} // namespace

TableRow::TableRow(TableField &table)
    : QWidget(&table)
    , m_table(table)
    , m_name(new QLineEdit(this))
    , m_value(new QLineEdit(this))
    , m_chip(chip(this))
    , m_source(chip(this))
    , m_remove(Rows::removeButton(tr("Remove"), this))
{
    Rows::dress(*m_name, tr("Name"));
    Rows::dress(*m_value, tr("Value"));
    m_name->setPlaceholderText(tr("Name"));
    m_value->setPlaceholderText(tr("Value"));
    m_chip->setIcon(theme::icon(u"node-secret"_s));
    m_chip->installEventFilter(this);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(4, 3, 3, 3);
    row->setSpacing(4);
    row->addWidget(m_name, 1);
    for (QWidget *value :
         {static_cast<QWidget *>(m_value), static_cast<QWidget *>(m_chip), static_cast<QWidget *>(m_source)})
        row->addWidget(value, 1);
    row->addWidget(m_remove);
    m_naming = new Typing(
        table.desk(), *m_name, [this](const Typing &typing) { return writeName(typing.text()); }, Typing::When::Leave);
    m_typing = new Typing(table.desk(), *m_value, [this](const Typing &typing) { return writeValue(typing.text()); });
    for (Typing *typing : {m_naming, m_typing})
        connect(typing, &Typing::answered, &table, &TableField::answer);
    new ExpressionAid(table.desk(), *m_value, [this] { return path(); });
    connect(static_cast<QToolButton *>(m_remove), &QToolButton::clicked, this, &TableRow::remove);
    connect(m_chip, &QPushButton::clicked, this, &TableRow::editChip);
    connect(m_source, &QPushButton::clicked, this,
            [this] { emit m_table.desk().sourceRequested(m_table.desk().at(path()).range()); });
}

yaml::Path TableRow::path() const
{
    return below(m_table.path(), {m_isNew ? bytes(m_name->text()) : m_key});
}

void TableRow::show(const std::string &key, yaml::Node value)
{
    m_key = key;
    m_isNew = false;
    const QString name = shown(key);
    m_naming->setText(name);
    m_value->setAccessibleName(tr("Value of %1").arg(name));
    m_remove->setAccessibleName(tr("Remove %1").arg(name));
    m_remove->setToolTip(widgets::plainTip(m_remove->accessibleName()));
    const bool isOneLine = isLine(value);
    if (isOneLine)
        m_typing->setText(value.isNull() ? QString() : shown(value.text()));
    m_source->setText(value.isScalar() ? tr("Several lines…") : tr("In the source…"));
    m_source->setAccessibleName(tr("Edit %1 in source").arg(name));
    m_source->setVisible(!isOneLine);
    const QString secret = isOneLine ? secretIn(value.text()) : QString();
    const bool isEdited = m_value->hasFocus() || m_typing->isPending();
    showChip(isEdited ? QString() : secret);
    m_value->setVisible(isOneLine && (secret.isEmpty() || isEdited));
}

void TableRow::showChip(const QString &secret)
{
    m_chip->setVisible(!secret.isEmpty());
    m_secret = secret;
    elideChip();
    m_chip->setAccessibleName(tr("Secret %1").arg(secret));
    m_chip->setToolTip(widgets::plainTip(tr("Secret %1. Press to change.").arg(secret)));
}

void TableRow::elideChip()
{
    const int room = m_chip->width() - chipPadding;
    const QString words = m_chip->fontMetrics().elidedText(m_secret, Qt::ElideRight, std::max(room, leastChip));
    m_chip->setText(widgets::plainTitle(words));
}

void TableRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // The chip gets its width from the layout behind this event.
    QMetaObject::invokeMethod(this, &TableRow::elideChip, Qt::QueuedConnection);
}

void TableRow::editChip()
{
    m_chip->hide();
    m_value->show();
    m_value->setFocus();
    m_value->selectAll();
    m_value->installEventFilter(this);
}

void TableRow::setWritable(bool writable)
{
    for (QWidget *part :
         {static_cast<QWidget *>(m_name), static_cast<QWidget *>(m_value), static_cast<QWidget *>(m_chip), m_remove})
        part->setEnabled(writable);
}

void TableRow::takeFocus()
{
    m_name->setFocus();
}

bool TableRow::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_value && event->type() == QEvent::FocusOut) {
        m_value->removeEventFilter(this);
        const yaml::Node value = m_table.desk().at(path());
        if (!m_isNew && value)
            QMetaObject::invokeMethod(this, [this] { m_table.follow(); }, Qt::QueuedConnection);
    }
    if (watched == m_chip && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_F2) {
            editChip();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

base::Done TableRow::writeName(const QString &name)
{
    Desk &desk = m_table.desk();
    if (name.isEmpty()) {
        if (m_isNew)
            return {};
        m_naming->setText(shown(m_key));
        return desk.refuse(tr("Each row needs a name. Remove the row if it is not wanted."));
    }
    if (!m_isNew)
        return desk.perform({workflow::RenameKey{path(), bytes(name)}}, tr("Rename %1").arg(shown(m_key)));
    if (desk.at(path()))
        return desk.refuse(tr("There is a row %1 already.").arg(name));
    // The value typed next belongs to the same step.
    m_key = bytes(name);
    return desk.type(
        *m_typing,
        [&](const yaml::Tree &tree) {
            return setting(tree, below(m_table.path(), {bytes(name)}), yaml::makeText(bytes(m_value->text())));
        },
        tr("Add %1").arg(name));
}

base::Done TableRow::writeValue(const QString &text)
{
    if (m_isNew && m_name->text().isEmpty())
        return {};
    return m_table.desk().type(
        *m_typing,
        [&](const yaml::Tree &tree) { return setting(tree, path(), scalar(text, Writes::Like, nodeAt(tree, path()))); },
        tr("Change %1").arg(m_name->text()));
}

void TableRow::remove()
{
    Desk &desk = m_table.desk();
    if (m_isNew) {
        m_table.drop(this);
        return;
    }
    const auto done = desk.perform(removing(*desk.document().tree(), path()), tr("Remove %1").arg(shown(m_key)));
    m_table.answer(done ? QString() : base::sentence(done.error()));
}

} // namespace slipway::inspector
