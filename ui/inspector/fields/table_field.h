#pragma once

#include "inspector/fields/field.h"

class QHBoxLayout;
class QLineEdit;
class QPushButton;

namespace slipway::inspector {

class Rows;
class TableField;
class Typing;

/// One name and value of a table.
class TableRow final : public QWidget
{
    Q_OBJECT

public:
    explicit TableRow(TableField &table);

    /// A row that is not yet in the file has no key.
    const std::string &key() const { return m_key; }
    bool isNew() const { return m_isNew; }
    void show(const std::string &key, yaml::Node value);
    void setWritable(bool writable);
    void takeFocus();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    base::Done writeName(const QString &name);
    base::Done writeValue(const QString &text);
    void remove();
    void showChip(const QString &secret);
    void elideChip();
    void editChip();
    yaml::Path path() const;

    TableField &m_table;
    std::string m_key;
    bool m_isNew = true;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_value = nullptr;
    QString m_secret;
    QPushButton *m_chip = nullptr;
    QPushButton *m_source = nullptr;
    QWidget *m_remove = nullptr;
    Typing *m_naming = nullptr;
    Typing *m_typing = nullptr;
};

/// Names with values: variables, inputs, outputs, secrets. A value that is a secret and nothing else is shown as one,
/// with what is known of it below.
class TableField final : public Field
{
    Q_OBJECT

public:
    /// `addWords`: "Add variable".
    TableField(Desk &desk, yaml::Path path, const QString &label, const QString &addWords, QWidget *parent);

    /// Names that have a field of their own and are left out here.
    void leaveOut(const QStringList &names);
    bool takeFocus() override;

protected:
    void show(yaml::Node value) override;
    bool isUsual(yaml::Node value) const override;

private:
    friend class TableRow;
    void addRow();
    void drop(TableRow *row);
    TableRow *rowFor(const std::string &key, int after);
    void showSecrets(yaml::Node value);

    Rows *m_frame = nullptr;
    QList<TableRow *> m_rows;
    QStringList m_leftOut;
    QList<Note *> m_secrets;
};

/// The name in `${{ secrets.NAME }}` that is the whole of `text`; empty otherwise.
QString secretIn(std::string_view text);

} // namespace slipway::inspector
