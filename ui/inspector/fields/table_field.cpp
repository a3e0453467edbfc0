#include "inspector/fields/table_field.h"

#include "inspector/fields/rows.h"

#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::inspector {

QString secretIn(std::string_view text)
{
    static const QRegularExpression pattern(u"^\\$\\{\\{\\s*secrets\\.([A-Za-z_][A-Za-z0-9_-]*)\\s*\\}\\}$"_s);
    const auto match = text.size() < 300 ? pattern.match(shown(text)) : QRegularExpressionMatch();
    return match.hasMatch() ? match.captured(1) : QString();
}

TableField::TableField(Desk &desk, yaml::Path path, const QString &label, const QString &addWords, QWidget *parent)
    : Field(desk, std::move(path), label, parent)
    , m_frame(new Rows({tr("Name"), tr("Value")}, addWords, this))
{
    setControl(m_frame, m_frame->addButton());
    connect(m_frame->addButton(), &QPushButton::clicked, this, &TableField::addRow);
}

void TableField::leaveOut(const QStringList &names)
{
    if (m_leftOut == names)
        return;
    m_leftOut = names;
    follow();
}

bool TableField::isUsual(yaml::Node value) const
{
    return !value || value.isNull() || (value.isMapping() && !value.isAlias());
}

TableRow *TableField::rowFor(const std::string &key, int after)
{
    for (qsizetype at = after; at < m_rows.size(); ++at)
        if (m_rows.at(at)->key() == key)
            return m_rows.takeAt(at);
    return new TableRow(*this);
}

void TableField::show(yaml::Node value)
{
    int at = 0;
    for (const auto [key, entry] : yaml::entries(value)) {
        if (m_leftOut.contains(shown(key.text()), Qt::CaseInsensitive))
            continue;
        TableRow *row = rowFor(std::string(key.text()), at);
        m_rows.insert(at, row);
        m_frame->put(row, at++);
        row->show(std::string(key.text()), entry);
        row->setWritable(desk().isWritable());
        row->setVisible(true);
    }
    for (qsizetype rest = m_rows.size() - 1; rest >= at; --rest)
        if (!m_rows.at(rest)->isNew())
            drop(m_rows.at(rest));
    showSecrets(value);
}

void TableField::addRow()
{
    auto *row = new TableRow(*this);
    m_rows.append(row);
    m_frame->put(row, int(m_rows.size()) - 1);
    row->setVisible(true);
    row->takeFocus();
}

void TableField::drop(TableRow *row)
{
    m_rows.removeOne(row);
    row->hide();
    row->deleteLater();
    if (row->isAncestorOf(focusWidget()))
        m_frame->addButton()->setFocus();
}

bool TableField::takeFocus()
{
    if (m_rows.isEmpty())
        return Field::takeFocus();
    m_rows.first()->takeFocus();
    return true;
}

void TableField::showSecrets(yaml::Node value)
{
    const auto &know = desk().sources().secretWords;
    QStringList names;
    for (const auto [key, entry] : yaml::entries(value))
        if (const QString secret = secretIn(entry.text()); !secret.isEmpty() && !names.contains(secret))
            names.append(secret);
    if (!know)
        names.clear();
    while (m_secrets.size() < names.size()) {
        m_secrets.append(new Note(this));
        column()->insertWidget(2, m_secrets.last());
    }
    for (qsizetype at = 0; at < m_secrets.size(); ++at) {
        const QString name = names.value(at);
        const QString words = name.isEmpty() ? QString() : know(name);
        const QString said = names.size() > 1 && !words.isEmpty() ? tr("%1: %2").arg(name, words) : words;
        if (name.isEmpty())
            m_secrets.at(at)->say(base::Status::Unknown, {});
        else if (words.isEmpty())
            m_secrets.at(at)->say(base::Status::Warning, tr("There is no secret %1 in this repository.").arg(name));
        else
            m_secrets.at(at)->say(base::Status::Success, said);
    }
}

} // namespace slipway::inspector
