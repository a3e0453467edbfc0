#pragma once

#include "code_editor/symbols.h"
#include "widgets/popover.h"

class QLineEdit;
class QListWidget;

namespace slipway::code_editor {

/// Jobs, steps and keys of a file to choose from by typing part of a name. Deletes itself once closed.
class SymbolList final : public widgets::Popover
{
    Q_OBJECT

public:
    SymbolList(std::vector<Symbol> symbols, QWidget *parent);
    void openOver(const QWidget &area);

Q_SIGNALS:
    void chosen(slipway::yaml::Range range);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void filter(const QString &words);
    void choose();

    std::vector<Symbol> m_symbols;
    QLineEdit *m_words = nullptr;
    QListWidget *m_list = nullptr;
};

} // namespace slipway::code_editor
