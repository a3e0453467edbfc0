#include "inspector/fields/list_field.h"

#include "inspector/fields/rows.h"
#include "inspector/fields/typing.h"

#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace slipway::inspector {

ListRow::ListRow(ListField &list)
    : QWidget(&list)
    , m_list(list)
    , m_line(new QLineEdit(this))
    , m_remove(Rows::removeButton(tr("Remove"), this))
{
    Rows::dress(*m_line, list.label());
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(4, 3, 3, 3);
    row->setSpacing(4);
    row->addWidget(m_line, 1);
    row->addWidget(m_remove);
    if (list.m_choices) {
        auto *completer = new QCompleter(list.m_choices(), m_line);
        completer->setFilterMode(Qt::MatchContains);
        m_line->setCompleter(completer);
    }
    // A new entry is written whole, as its place is only then known.
    m_typing = new Typing(
        list.desk(), *m_line, [this](const Typing &typing) { return write(typing.text()); }, Typing::When::Leave);
    connect(m_typing, &Typing::answered, &list, &ListField::answer);
    connect(m_typing, &Typing::edited, &list, [this] {
        if (m_line->hasFocus())
            m_list.judge(m_line->text());
    });
    connect(static_cast<QToolButton *>(m_remove), &QToolButton::clicked, this, &ListRow::remove);
}

QString ListRow::text() const
{
    return m_line->text();
}

void ListRow::show(int at, yaml::Node value)
{
    m_at = at;
    m_isNew = false;
    const QString text = shown(value.text());
    m_typing->setText(text);
    m_line->setAccessibleName(tr("%1, entry %2").arg(m_list.label()).arg(at + 1));
    m_remove->setAccessibleName(tr("Remove entry %1").arg(at + 1));
}

void ListRow::setWritable(bool writable)
{
    m_line->setEnabled(writable);
    m_remove->setEnabled(writable);
}

void ListRow::takeFocus()
{
    m_line->setFocus();
}

base::Done ListRow::write(const QString &text)
{
    Desk &desk = m_list.desk();
    const yaml::Node list = desk.at(m_list.path());
    const yaml::ValuePtr value =
        scalar(text, m_list.m_writes, m_isNew ? yaml::Node() : desk.at(below(m_list.path(), {m_at})));
    const bool wasNew = std::exchange(m_isNew, false);
    const auto compose = [&](const yaml::Tree &tree) -> Operations {
        if (text.isEmpty())
            return wasNew ? Operations() : removing(tree, below(m_list.path(), {m_at}));
        if (!wasNew)
            return setting(tree, below(m_list.path(), {m_at}), value);
        if (list.isSequence())
            return {workflow::Insert{m_list.path(), list.size(), value}};
        if (list.isScalar() && !list.isNull())
            return {workflow::Set{m_list.path(), yaml::makeList({yaml::valueOf(list), value})}};
        return setting(tree, m_list.path(), yaml::makeList({value}));
    };
    const base::Done done = desk.type(*m_typing, compose, m_list.stepName());
    // Places shift with each entry, so that every one is a step of its own.
    desk.endTyping(*m_typing);
    if (!done)
        m_isNew = wasNew;
    return done;
}

void ListRow::remove()
{
    Desk &desk = m_list.desk();
    if (m_isNew) {
        m_list.drop(this);
        return;
    }
    const auto done =
        desk.perform(removing(*desk.document().tree(), below(m_list.path(), {m_at})), tr("Remove %1").arg(text()));
    m_list.answer(done ? QString() : base::sentence(done.error()));
}

ListField::ListField(Desk &desk, yaml::Path path, const QString &label, const QString &addWords, QWidget *parent)
    : Field(desk, std::move(path), label, parent)
    , m_frame(new Rows({}, addWords, this))
    , m_judgement(new Note(this))
{
    setControl(m_frame, m_frame->addButton());
    column()->insertWidget(2, m_judgement);
    connect(m_frame->addButton(), &QPushButton::clicked, this, &ListField::addRow);
}

ListField *ListField::setChoices(std::function<QStringList()> choices)
{
    m_choices = std::move(choices);
    return this;
}

ListField *ListField::setMeaning(std::function<Meaning(const QString &)> meaning)
{
    m_meaning = std::move(meaning);
    return this;
}

ListField *ListField::setWrites(Writes writes)
{
    m_writes = writes;
    return this;
}

bool ListField::isUsual(yaml::Node value) const
{
    if (!value || value.isNull())
        return true;
    if (value.isScalar())
        return Field::isUsual(value) && !value.text().contains('\n');
    for (const yaml::Node item : yaml::items(value))
        if (!Field::isUsual(item) || !item.isScalar() || item.text().contains('\n'))
            return false;
    return value.isSequence() && !value.isAlias();
}

void ListField::show(yaml::Node value)
{
    std::vector<yaml::Node> items;
    if (value.isScalar() && !value.isNull())
        items.push_back(value);
    for (const yaml::Node item : yaml::items(value))
        items.push_back(item);
    for (qsizetype at = m_rows.size() - 1; at >= std::ssize(items); --at)
        if (!m_rows.at(at)->isNew())
            drop(m_rows.at(at));
    for (int at = 0; at < std::ssize(items); ++at) {
        if (at == m_rows.size() || m_rows.at(at)->isNew())
            m_rows.insert(at, new ListRow(*this));
        ListRow *row = m_rows.at(at);
        m_frame->put(row, at);
        row->show(at, items[std::size_t(at)]);
        row->setWritable(desk().isWritable());
        row->setVisible(true);
    }
}

void ListField::addRow()
{
    auto *row = new ListRow(*this);
    m_rows.append(row);
    m_frame->put(row, int(m_rows.size()) - 1);
    row->setVisible(true);
    row->takeFocus();
}

void ListField::drop(ListRow *row)
{
    const bool hadFocus = row->isAncestorOf(focusWidget());
    m_rows.removeOne(row);
    row->hide();
    row->deleteLater();
    if (hadFocus)
        m_frame->addButton()->setFocus();
}

bool ListField::takeFocus()
{
    if (m_rows.isEmpty())
        return Field::takeFocus();
    m_rows.first()->takeFocus();
    return true;
}

void ListField::judge(const QString &text)
{
    const Meaning meaning = m_meaning && !text.isEmpty() ? m_meaning(text) : Meaning();
    m_judgement->say(meaning.isWrong ? base::Status::Failure : base::Status::Unknown, meaning.words);
}

} // namespace slipway::inspector
