#include "syntax/runners.h"

#include "sorted.h"

#include <array>
#include <utility>

namespace slipway::syntax {

namespace {

constexpr RunnerLabel table[] = {
    {"arm", LabelKind::SelfHosted, {}, "", "A machine of your own with a 32-bit ARM processor."},
    {"arm64", LabelKind::SelfHosted, {}, "", "A machine of your own with a 64-bit ARM processor."},
    {"linux", LabelKind::SelfHosted, System::Linux, "", "A machine of your own with Linux."},
    {"macos", LabelKind::SelfHosted, System::MacOs, "", "A machine of your own with macOS."},
    {"macos-10.15", LabelKind::Retired, System::MacOs, "macos-10.15", "Shut down by GitHub: take macos-15-intel.",
     "macos-15-intel"},
    {"macos-11", LabelKind::Retired, System::MacOs, "macos-11", "Shut down by GitHub: take macos-15-intel.",
     "macos-15-intel"},
    {"macos-11.0", LabelKind::Retired, System::MacOs, "macos-11.0", "Shut down by GitHub: take macos-15-intel.",
     "macos-15-intel"},
    {"macos-12", LabelKind::Retired, System::MacOs, "macos-12", "Shut down by GitHub: take macos-15-intel.",
     "macos-15-intel"},
    {"macos-12-large", LabelKind::Retired, System::MacOs, "macos-12-large", "Shut down by GitHub: take macos-15-large.",
     "macos-15-large"},
    {"macos-12-xl", LabelKind::Retired, System::MacOs, "macos-12-xl", "Shut down by GitHub: take macos-15-large.",
     "macos-15-large"},
    {"macos-12-xlarge", LabelKind::Retired, System::MacOs, "macos-12-xlarge",
     "Shut down by GitHub: take macos-15-xlarge.", "macos-15-xlarge"},
    {"macos-12.0", LabelKind::Retired, System::MacOs, "macos-12.0", "Shut down by GitHub: take macos-15-intel.",
     "macos-15-intel"},
    {"macos-13", LabelKind::Retired, System::MacOs, "macos-13", "Shut down by GitHub: take macos-15-intel.",
     "macos-15-intel"},
    {"macos-13-large", LabelKind::Retired, System::MacOs, "macos-13-large", "Shut down by GitHub: take macos-15-large.",
     "macos-15-large"},
    {"macos-13-xl", LabelKind::Retired, System::MacOs, "macos-13-xl", "Shut down by GitHub: take macos-15-large.",
     "macos-15-large"},
    {"macos-13-xlarge", LabelKind::Retired, System::MacOs, "macos-13-xlarge",
     "Shut down by GitHub: take macos-15-xlarge.", "macos-15-xlarge"},
    {"macos-14", LabelKind::Hosted, System::MacOs, "macos-14", "macOS 14 on arm64."},
    {"macos-14-large", LabelKind::Hosted, System::MacOs, "macos-14-large", "A larger runner: macOS 14 on Intel."},
    {"macos-14-xlarge", LabelKind::Hosted, System::MacOs, "macos-14-xlarge", "A larger runner: macOS 14 on arm64."},
    {"macos-15", LabelKind::Hosted, System::MacOs, "macos-15", "macOS 15 on arm64."},
    {"macos-15-intel", LabelKind::Hosted, System::MacOs, "macos-15-intel", "macOS 15 on Intel."},
    {"macos-15-large", LabelKind::Hosted, System::MacOs, "macos-15-large", "A larger runner: macOS 15 on Intel."},
    {"macos-15-xlarge", LabelKind::Hosted, System::MacOs, "macos-15-xlarge", "A larger runner: macOS 15 on arm64."},
    {"macos-26", LabelKind::Hosted, System::MacOs, "macos-26", "macOS 26 on arm64."},
    {"macos-26-intel", LabelKind::Hosted, System::MacOs, "macos-26-intel", "macOS 26 on Intel."},
    {"macos-26-large", LabelKind::Hosted, System::MacOs, "macos-26-large", "A larger runner: macOS 26 on Intel."},
    {"macos-26-xlarge", LabelKind::Hosted, System::MacOs, "macos-26-xlarge", "A larger runner: macOS 26 on arm64."},
    {"macos-latest", LabelKind::Hosted, System::MacOs, "macos-15", "macOS 15 on arm64."},
    {"macos-latest-large", LabelKind::Hosted, System::MacOs, "macos-15-large", "A larger runner: macOS 15 on Intel."},
    {"macos-latest-xl", LabelKind::Retired, System::MacOs, "macos-latest-xl",
     "Shut down by GitHub: take macos-latest-large.", "macos-latest-large"},
    {"macos-latest-xlarge", LabelKind::Hosted, System::MacOs, "macos-15-xlarge", "A larger runner: macOS 15 on arm64."},
    {"self-hosted", LabelKind::SelfHosted, {}, "", "Any machine of your own."},
    {"ubuntu-16.04", LabelKind::Retired, System::Linux, "ubuntu-16.04", "Shut down by GitHub: take ubuntu-24.04.",
     "ubuntu-24.04"},
    {"ubuntu-18.04", LabelKind::Retired, System::Linux, "ubuntu-18.04", "Shut down by GitHub: take ubuntu-24.04.",
     "ubuntu-24.04"},
    {"ubuntu-20.04", LabelKind::Retired, System::Linux, "ubuntu-20.04", "Shut down by GitHub: take ubuntu-24.04.",
     "ubuntu-24.04"},
    {"ubuntu-22.04", LabelKind::Hosted, System::Linux, "ubuntu-22.04", "Ubuntu 22.04 on x64."},
    {"ubuntu-22.04-arm", LabelKind::Hosted, System::Linux, "ubuntu-22.04-arm", "Ubuntu 22.04 on arm64."},
    {"ubuntu-24.04", LabelKind::Hosted, System::Linux, "ubuntu-24.04", "Ubuntu 24.04 on x64."},
    {"ubuntu-24.04-arm", LabelKind::Hosted, System::Linux, "ubuntu-24.04-arm", "Ubuntu 24.04 on arm64."},
    {"ubuntu-26.04", LabelKind::Hosted, System::Linux, "ubuntu-26.04", "Ubuntu 26.04 on x64."},
    {"ubuntu-26.04-arm", LabelKind::Hosted, System::Linux, "ubuntu-26.04-arm", "Ubuntu 26.04 on arm64."},
    {"ubuntu-latest", LabelKind::Hosted, System::Linux, "ubuntu-24.04", "Ubuntu 24.04 on x64, four cores."},
    {"ubuntu-latest-16-cores", LabelKind::Hosted, System::Linux, "ubuntu-latest-16-cores",
     "A larger runner: Ubuntu on 16 cores."},
    {"ubuntu-latest-4-cores", LabelKind::Hosted, System::Linux, "ubuntu-latest-4-cores",
     "A larger runner: Ubuntu on 4 cores."},
    {"ubuntu-latest-8-cores", LabelKind::Hosted, System::Linux, "ubuntu-latest-8-cores",
     "A larger runner: Ubuntu on 8 cores."},
    {"ubuntu-slim", LabelKind::Hosted, System::Linux, "ubuntu-slim",
     "Ubuntu in a container with one core, for short jobs."},
    {"windows", LabelKind::SelfHosted, System::Windows, "", "A machine of your own with Windows."},
    {"windows-11-arm", LabelKind::Hosted, System::Windows, "windows-11-arm", "Windows 11 on arm64."},
    {"windows-2016", LabelKind::Retired, System::Windows, "windows-2016", "Shut down by GitHub: take windows-2025.",
     "windows-2025"},
    {"windows-2019", LabelKind::Retired, System::Windows, "windows-2019", "Shut down by GitHub: take windows-2025.",
     "windows-2025"},
    {"windows-2022", LabelKind::Hosted, System::Windows, "windows-2022", "Windows Server 2022 on x64."},
    {"windows-2025", LabelKind::Hosted, System::Windows, "windows-2025", "Windows Server 2025 on x64."},
    {"windows-2025-vs2026", LabelKind::Hosted, System::Windows, "windows-2025-vs2026",
     "Windows Server 2025 with Visual Studio 2026."},
    {"windows-latest", LabelKind::Hosted, System::Windows, "windows-2025", "Windows Server 2025 on x64, four cores."},
    {"windows-latest-8-cores", LabelKind::Hosted, System::Windows, "windows-latest-8-cores",
     "A larger runner: Windows Server on eight cores."},
    {"x64", LabelKind::SelfHosted, {}, "", "A machine of your own with an x64 processor."},
};
static_assert(isSorted(table));

constexpr size_t longest = 32;

constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c;
}

} // namespace

std::span<const RunnerLabel> runnerLabels()
{
    return table;
}

const RunnerLabel *findRunnerLabel(std::string_view name)
{
    if (name.size() > longest)
        return nullptr;
    std::array<char, longest> small{};
    std::ranges::transform(name, small.begin(), lower);
    return byName(table, std::string_view(small.data(), name.size()));
}

std::optional<System> systemOf(std::string_view label)
{
    if (const RunnerLabel *known = findRunnerLabel(label))
        return known->system;
    constexpr std::pair<std::string_view, System> beginnings[] = {{"ubuntu-", System::Linux},
                                                                  {"linux-", System::Linux},
                                                                  {"macos-", System::MacOs},
                                                                  {"windows-", System::Windows}};
    for (const auto &[beginning, system] : beginnings) {
        const bool begins = label.size() > beginning.size()
            && std::ranges::equal(beginning, label.substr(0, beginning.size()), {}, {}, lower);
        if (begins)
            return system;
    }
    return {};
}

} // namespace slipway::syntax
