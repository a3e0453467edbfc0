#include "pipelines_page/outside_sheet.h"

#include "pipelines_page/diff_view.h"
#include "theme/fonts.h"
#include "widgets/plain_words.h"

#include <QButtonGroup>
#include <QLabel>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::pipelines_page {

namespace {

constexpr int diffHeight = 240;

} // namespace

using Resolution = desk::Desk::Resolution;

OutsideSheet::OutsideSheet(const desk::OutsideChange &change, const editing::OpenFile *file, QWidget *over)
    : Sheet(over)
    , m_change(change)
    , m_mine(file ? file->document().source() : QByteArray())
    , m_choices(new QButtonGroup(this))
    , m_diff(new DiffView)
{
    setObjectName(u"outsideSheet"_s);
    const QString name = change.path.section(u'/', -1);
    setTitle(change.bytes ? tr("%1 was changed by another program").arg(name)
                          : tr("%1 was removed by another program").arg(name),
             u"status-warning"_s);
    setSubtitle(tr("The editor has edits that are not there. Nothing is overwritten or dropped before you choose."));
    setVerb(tr("Go on"));
    if (change.merged)
        addChoice(Resolution::Merge, tr("Merge both"), tr("Both changes fit together."));
    addChoice(Resolution::KeepMine, tr("Keep my version"), tr("Saving it will replace what is on the disk."));
    addChoice(Resolution::TakeTheirs, change.bytes ? tr("Take the version on the disk") : tr("Close the file"),
              tr("My edits are dropped."));
    m_diff->setFixedHeight(diffHeight);
    body()->addWidget(m_diff);
    connect(m_choices, &QButtonGroup::idToggled, this, &OutsideSheet::showChoice);
    m_choices->buttons().first()->setChecked(true);
    connect(this, &Sheet::confirmed, this, [this] {
        const auto resolution = static_cast<Resolution>(m_choices->checkedId());
        close();
        Q_EMIT resolved(resolution);
    });
}

void OutsideSheet::addChoice(Resolution resolution, const QString &words, const QString &does)
{
    auto *button = new QRadioButton(words);
    auto *label = new QLabel(does);
    widgets::showAsWritten(*label);
    label->setFont(theme::font(theme::FontRole::Small, font()));
    label->setContentsMargins(24, 0, 0, 4);
    button->setAccessibleDescription(does);
    m_choices->addButton(button, static_cast<int>(resolution));
    body()->addWidget(button);
    body()->addWidget(label);
}

void OutsideSheet::showChoice()
{
    const QByteArray disk = m_change.bytes.value_or(QByteArray());
    const auto resolution = static_cast<Resolution>(m_choices->checkedId());
    const QByteArray after = resolution == Resolution::Merge ? *m_change.merged
        : resolution == Resolution::KeepMine                 ? m_mine
                                                             : disk;
    const QByteArray &before = resolution == Resolution::TakeTheirs ? m_mine : disk;
    m_diff->setRows(textdiff::diffRows(before, after));
}

} // namespace slipway::pipelines_page
