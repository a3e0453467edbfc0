#pragma once

#include "shell/page.h"
#include "widgets/environment_filter.h"

#include <QWidget>

class QComboBox;

namespace slipway::base {
class Clock;
}

namespace slipway::widgets {
class SegmentedControl;
}

namespace slipway::shell {

class Actions;
class CallsGauge;
class IconButton;
class PaletteField;
class PersonButton;
class SyncIndicator;
class WorkspacePicker;

/// The window's head, 44 high: workspace, environment filter, palette field, how fresh things are, what happened, who.
/// Narrow, the filter is a combo box and the field an icon.
class TopBar final : public QWidget
{
    Q_OBJECT

public:
    TopBar(const Actions &actions, base::Clock &clock, QWidget *parent = nullptr);

    void setNarrow(bool narrow);
    void setFilter(widgets::EnvironmentFilter filter);
    widgets::EnvironmentFilter filter() const { return m_filter; }
    void setPerson(const QString &name);

    WorkspacePicker &picker() const { return *m_picker; }
    SyncIndicator &sync() const { return *m_sync; }
    CallsGauge &calls() const { return *m_calls; }
    IconButton &bell() const { return *m_bell; }
    /// Where the keyboard goes when it comes to the bar.
    QWidget *focusTarget() const;

Q_SIGNALS:
    void filterChanged(slipway::widgets::EnvironmentFilter filter);
    void paletteRequested();
    void syncRequested();
    void notificationsRequested();
    void accountsRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void makeFilter();
    void layOut();

    WorkspacePicker *m_picker = nullptr;
    widgets::SegmentedControl *m_segments = nullptr;
    QComboBox *m_combo = nullptr;
    PaletteField *m_field = nullptr;
    IconButton *m_search = nullptr;
    SyncIndicator *m_sync = nullptr;
    CallsGauge *m_calls = nullptr;
    IconButton *m_bell = nullptr;
    PersonButton *m_person = nullptr;
    widgets::EnvironmentFilter m_filter = widgets::EnvironmentFilter::All;
};

} // namespace slipway::shell
