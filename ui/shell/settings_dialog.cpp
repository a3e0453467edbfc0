#include "shell/settings_dialog.h"

#include "shell/shortcuts_list.h"
#include "theme/fonts.h"
#include "theme/theme.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace slipway::shell {

namespace {

QLabel *heading(const QString &words, QWidget *parent)
{
    auto *label = new QLabel(words, parent);
    label->setFont(theme::font(theme::FontRole::Section));
    return label;
}

} // namespace

SettingsDialog::SettingsDialog(theme::Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_sections(new QListWidget(this))
    , m_stack(new QStackedWidget(this))
{
    setWindowTitle(tr("Settings"));
    setAccessibleName(windowTitle());
    setAttribute(Qt::WA_DeleteOnClose);
    resize(760, 560);
    m_sections->setAccessibleName(tr("Sections"));
    m_sections->addItems({tr("Appearance"), tr("Shortcuts")});
    m_sections->setFixedWidth(180);
    m_stack->addWidget(makeAppearance());
    m_stack->addWidget(makeShortcuts());
    connect(m_sections, &QListWidget::currentRowChanged, m_stack, &QStackedWidget::setCurrentIndex);
    m_sections->setCurrentRow(0);

    auto *buttons = new QDialogButtonBox(this);
    auto *close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    close->setAccessibleName(tr("Close settings"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(m_sections);
    row->addWidget(m_stack, 1);
    auto *column = new QVBoxLayout(this);
    column->addLayout(row, 1);
    column->addWidget(buttons);
}

void SettingsDialog::showShortcuts()
{
    m_sections->setCurrentRow(1);
}

QWidget *SettingsDialog::makeAppearance()
{
    using Setting = theme::Theme::Setting;
    auto *page = new QWidget(m_stack);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(heading(tr("Theme"), page));
    const std::pair<Setting, QString> choices[] = {
        {Setting::System, tr("As the system")}, {Setting::Light, tr("Light")}, {Setting::Dark, tr("Dark")}};
    for (const auto &[setting, words] : choices) {
        auto *choice = new QRadioButton(words, page);
        choice->setChecked(m_theme.setting() == setting);
        column->addWidget(choice);
        connect(choice, &QRadioButton::toggled, this, [this, setting](bool on) {
            if (on)
                m_theme.setSetting(setting);
        });
    }
    column->addSpacing(12);
    column->addWidget(heading(tr("Motion"), page));
    auto *still = new QCheckBox(tr("Reduce motion: nothing turns or slides"), page);
    still->setChecked(m_theme.isMotionReduced());
    column->addWidget(still);
    connect(still, &QCheckBox::toggled, &m_theme, &theme::Theme::setMotionReduced);
    column->addStretch();
    return page;
}

QWidget *SettingsDialog::makeShortcuts()
{
    return new ShortcutsList(m_stack);
}

} // namespace slipway::shell
