#include "inspector/fields/choice_field.h"

#include "inspector/fields/choice_box.h"
#include "theme/fonts.h"
#include "widgets/plain_words.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QSignalBlocker>

namespace slipway::inspector {

ChoiceField::ChoiceField(Desk &desk, yaml::Path path, const QString &label, QList<Choice> choices, QWidget *parent)
    : Field(desk, std::move(path), label, parent)
    , m_choices(std::move(choices))
    , m_box(new ChoiceBox(this))
{
    for (const Choice &choice : m_choices) {
        m_box->addItem(choice.words);
        m_box->setItemData(m_box->count() - 1, widgets::plainTip(choice.help), Qt::ToolTipRole);
    }
    setControl(m_box, m_box);
    connect(m_box, &QComboBox::activated, this, &ChoiceField::choose);
}

ChoiceField *ChoiceField::setWrite(std::function<base::Done(const Choice &)> write)
{
    m_write = std::move(write);
    return this;
}

ChoiceField *ChoiceField::setRead(std::function<int(yaml::Node)> read)
{
    m_read = std::move(read);
    return this;
}

ChoiceField *ChoiceField::setOtherWords(const QString &words)
{
    m_otherWords = words;
    return this;
}

int ChoiceField::indexOf(yaml::Node value) const
{
    if (m_read)
        return m_read(value);
    for (qsizetype at = 0; at < m_choices.size(); ++at) {
        const yaml::ValuePtr &wanted = m_choices.at(at).value;
        const bool isIt = wanted ? value && areEqual(*wanted, *yaml::valueOf(value)) : !value;
        if (isIt)
            return int(at);
    }
    return -1;
}

bool ChoiceField::isUsual(yaml::Node value) const
{
    return indexOf(value) >= 0 || !m_otherWords.isEmpty() || (!m_read && Field::isUsual(value));
}

void ChoiceField::show(yaml::Node value)
{
    const int index = indexOf(value);
    while (m_box->count() > m_choices.size())
        m_box->removeItem(m_box->count() - 1);
    if (index < 0)
        m_box->addItem(m_otherWords.isEmpty() ? shown(value.text()) : m_otherWords);
    m_box->setCurrentIndex(index < 0 ? int(m_choices.size()) : index);
}

void ChoiceField::choose(int index)
{
    if (index < 0 || index >= m_choices.size() || index == indexOf(desk().at(path())))
        return;
    const Choice choice = m_choices.at(index);
    base::Done done;
    if (m_write) {
        done = m_write(choice);
    } else {
        const yaml::Tree &tree = *desk().document().tree();
        done = desk().perform(choice.value ? setting(tree, path(), choice.value) : removing(tree, path()), stepName());
    }
    answer(done ? QString() : base::sentence(done.error()));
    if (!done)
        follow();
}

CheckField::CheckField(Desk &desk, yaml::Path path, const QString &label, bool isUsually, QWidget *parent)
    : Field(desk, std::move(path), {}, parent)
    , m_isUsually(isUsually)
    , m_box(new QCheckBox)
{
    setObjectName(label);
    auto *row = new QWidget(this);
    auto *words = new QLabel(label, row);
    widgets::showAsWritten(*words);
    words->setWordWrap(true);
    words->installEventFilter(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 3, 0, 3);
    layout->addWidget(m_box, 0, Qt::AlignTop);
    layout->addWidget(words, 1);
    words->setBuddy(m_box);
    m_box->setAccessibleName(label);
    setControl(row, m_box);
    connect(m_box, &QCheckBox::clicked, this, &CheckField::choose);
}

bool CheckField::isUsual(yaml::Node value) const
{
    return Field::isUsual(value) && (!value || value.text() == "true" || value.text() == "false");
}

void CheckField::show(yaml::Node value)
{
    m_box->setChecked(value ? value.text() == "true" : m_isUsually);
}

void CheckField::choose(bool on)
{
    const yaml::Tree &tree = *desk().document().tree();
    const auto change = on == m_isUsually ? removing(tree, path()) : setting(tree, path(), boolean(on));
    const auto done = desk().perform(change, tr("Change %1").arg(m_box->accessibleName()));
    answer(done ? QString() : base::sentence(done.error()));
    follow();
}

bool CheckField::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonRelease && m_box->isEnabled())
        m_box->click();
    return Field::eventFilter(watched, event);
}

ChecksField::ChecksField(Desk &desk, yaml::Path path, const QString &label, QWidget *parent)
    : Field(desk, std::move(path), label, parent)
    , m_list(new QWidget(this))
{
    auto *column = new QVBoxLayout(m_list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    setControl(m_list, m_list);
}

void ChecksField::setChoices(const QList<Choice> &choices)
{
    m_choices = choices;
}

ChecksField *ChecksField::setWrite(std::function<base::Done(const QString &, bool)> write)
{
    m_write = std::move(write);
    return this;
}

bool ChecksField::isUsual(yaml::Node value) const
{
    if (!value || value.isNull() || value.isScalar())
        return !value.text().contains("${{");
    for (const yaml::Node item : yaml::items(value))
        if (!item.isScalar())
            return false;
    return value.isSequence() && !value.isAlias();
}

QStringList ChecksField::chosen(yaml::Node value) const
{
    QStringList names;
    if (value.isScalar() && !value.isNull())
        names.append(shown(value.text()));
    for (const yaml::Node item : yaml::items(value))
        names.append(shown(item.text()));
    return names;
}

void ChecksField::show(yaml::Node value)
{
    const QStringList names = chosen(value);
    QList<Choice> wanted = m_choices;
    for (const QString &name : names)
        if (!std::ranges::contains(wanted, name, &Choice::name))
            wanted.append({name, tr("Not known here.")});
    if (wanted != m_built) {
        m_built = wanted;
        rebuild();
    }
    for (qsizetype at = 0; at < m_boxes.size(); ++at) {
        const bool on = names.contains(m_built.at(at).name);
        m_boxes.at(at)->setChecked(on);
        m_boxes.at(at)->setEnabled(on || m_built.at(at).refusal.isEmpty());
    }
}

void ChecksField::rebuild()
{
    while (m_boxes.size() > m_built.size())
        delete m_boxes.takeLast();
    while (m_boxes.size() < m_built.size()) {
        auto *box = new QCheckBox(m_list);
        m_boxes.append(box);
        m_list->layout()->addWidget(box);
        box->show();
        connect(box, &QCheckBox::clicked, this,
                [this, at = m_boxes.size() - 1](bool on) { choose(m_built.at(at).name, on); });
    }
    for (qsizetype at = 0; at < m_boxes.size(); ++at) {
        const Choice &choice = m_built.at(at);
        const QString help = choice.refusal.isEmpty() ? choice.help : choice.refusal;
        QCheckBox &box = *m_boxes.at(at);
        box.setText(widgets::plainTitle(choice.name));
        box.setAccessibleName(choice.name);
        box.setAccessibleDescription(help);
        box.setToolTip(widgets::plainTip(help));
        box.setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    }
}

void ChecksField::choose(const QString &name, bool on)
{
    base::Done done;
    if (m_write) {
        done = m_write(name, on);
    } else {
        QStringList names = chosen(desk().at(path()));
        if (on)
            names.append(name);
        else
            names.removeAll(name);
        std::vector<yaml::ValuePtr> items;
        for (const QString &one : std::as_const(names))
            items.push_back(yaml::makeText(bytes(one)));
        const yaml::Tree &tree = *desk().document().tree();
        done = desk().perform(items.empty() ? removing(tree, path()) : setting(tree, path(), yaml::makeList(items)),
                              stepName());
    }
    answer(done ? QString() : base::sentence(done.error()));
    follow();
}

} // namespace slipway::inspector
