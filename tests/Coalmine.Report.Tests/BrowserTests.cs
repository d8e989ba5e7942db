using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Coalmine.Report.Tests;

/// <summary>The report as people meet it: in a browser, on a phone and on a desk, in light and in dark, with a mouse and without.</summary>
public sealed class BrowserTests(Chromium chromium) : IClassFixture<Chromium>
{
    public static TheoryData<int, ColorScheme> Widths { get; } = new()
    {
        { 360, ColorScheme.Light }, { 768, ColorScheme.Light }, { 1440, ColorScheme.Light }, { 360, ColorScheme.Dark }, { 768, ColorScheme.Dark }, { 1440, ColorScheme.Dark },
    };

    [Theory]
    [MemberData(nameof(Widths))]
    public async Task Page_HasNoErrors_AsksNobody_OverflowsNowhere_AndPassesAxe(int width, ColorScheme scheme)
    {
        IPage page = await chromium.OpenAsync(width, scheme);
        List<string> said = [];
        List<string> asked = [];
        page.Console += (_, message) => said.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => said.Add(error);
        page.Request += (_, request) => asked.Add(request.Url);
        await page.GotoAsync(WrittenReport.Address.AbsoluteUri);
        await SaveAsync(page, $"{width}-{scheme}");
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
        Assert.Empty(said);
        Assert.Equal([WrittenReport.Address.AbsoluteUri], asked.Where(url => !url.StartsWith("data:", StringComparison.Ordinal)));
        Assert.Equal(width, await page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"));
        AxeResult axe = await page.RunAxe();
        Assert.Empty(axe.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html}")));
    }

    // A4 is 794 pixels wide.
    [Fact]
    public async Task Paper_IsWhite_AndHoldsTheWholeWidth()
    {
        IPage page = await chromium.OpenAsync(794, ColorScheme.Dark);
        await page.GotoAsync(WrittenReport.Address.AbsoluteUri);
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal("rgb(255, 255, 255)", await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.Equal(794, await page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"));
        await SaveAsync(page, "print");
    }

    [Fact]
    public async Task Pictures_AreAllDrawn_AndDrawnAgainInOtherColours()
    {
        IPage page = await chromium.OpenAsync(1440, ColorScheme.Light);
        await page.GotoAsync(WrittenReport.Address.AbsoluteUri);
        int pictures = await page.Locator(".chart").CountAsync();
        Assert.True(pictures > 8);
        Assert.Equal(pictures, await page.Locator(".chart svg").CountAsync());
        string light = await page.Locator(".chart").First.InnerHTMLAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Dark", Exact = true }).ClickAsync();
        Assert.Equal("dark", await page.EvaluateAsync<string>("document.documentElement.dataset.theme"));
        Assert.NotEqual(light, await page.Locator(".chart").First.InnerHTMLAsync());
        Assert.Equal("rgb(20, 24, 28)", await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
    }

    [Fact]
    public async Task Keyboard_SkipsToTheVerdict_AndSortsATable()
    {
        IPage page = await chromium.OpenAsync(1440, ColorScheme.Light);
        await page.GotoAsync(WrittenReport.Address.AbsoluteUri);
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the verdict", await page.EvaluateAsync<string>("document.activeElement.textContent"));
        ILocator table = page.Locator("[data-csv=characteristics]");
        ILocator promoted = table.Locator("thead").GetByText("promoted", new() { Exact = true });
        await promoted.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("ascending", await table.Locator("th[aria-sort]").GetAttributeAsync("aria-sort"));
        double[] rising = await ColumnAsync(table);
        Assert.Equal(rising.Order(), rising);
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("descending", await table.Locator("th[aria-sort]").GetAttributeAsync("aria-sort"));
        double[] falling = await ColumnAsync(table);
        Assert.Equal(rising.OrderDescending(), falling);
        Assert.NotEqual(rising, falling);
    }

    [Fact]
    public async Task Table_IsHandedOutAsCsv_WithIntervals()
    {
        IPage page = await chromium.OpenAsync(1440, ColorScheme.Light);
        await page.GotoAsync(WrittenReport.Address.AbsoluteUri);
        ILocator button = page.Locator("[data-csv=characteristics] > .csv");
        IDownload download = await page.RunAndWaitForDownloadAsync(() => button.ClickAsync());
        Assert.Equal("characteristics.csv", download.SuggestedFilename);
        string[] lines = await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.StartsWith("scenario,policy,canary,rollouts,promoted,promoted lower,promoted upper,", lines[0], StringComparison.Ordinal);
        Assert.Equal(1 + await page.Locator("[data-csv=characteristics] tbody tr").CountAsync(), lines.Length);
        Assert.Contains("\"detection time, median\"", lines[0], StringComparison.Ordinal);
        int columns = Fields(lines[0]);
        Assert.All(lines, line => Assert.Equal(columns, Fields(line)));
    }

    [Fact]
    public async Task Table_HandedOutAsCsv_SaysWhatIsCensored()
    {
        IPage page = await chromium.OpenAsync(1440, ColorScheme.Light);
        await page.GotoAsync(WrittenReport.Address.AbsoluteUri);

        // The small study has nothing of the kind: one cell is made so, as the page writes it.
        await page.Locator("[data-csv=characteristics] td[data-low]").First.EvaluateAsync(
            "cell => Object.assign(cell.dataset, { censored: 'estimate upper', horizon: '28800', value: 'Infinity', low: '60', high: '' })");
        IDownload download = await page.RunAndWaitForDownloadAsync(() => page.Locator("[data-csv=characteristics] > .csv").ClickAsync());
        string[] lines = await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.StartsWith("scenario,policy,canary,rollouts,promoted,promoted lower,promoted upper,promoted censored,", lines[0], StringComparison.Ordinal);
        Assert.Contains(",28800,60,28800,estimate upper,", lines[1], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.Equal(Fields(lines[0]), Fields(line)));
    }

    // Commas between quotes are part of a field.
    private static int Fields(string line) => 1 + line.Split('"').Where((_, part) => part % 2 == 0).Sum(part => part.Count(letter => letter == ','));

    private static async Task<double[]> ColumnAsync(ILocator table) =>
        await table.EvaluateAsync<double[]>("box => Array.from(box.querySelectorAll('tbody tr'), row => Number(row.children[4].dataset.value))");

    // For those who look at it: COALMINE_SCREENSHOTS names a folder.
    private static async Task SaveAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("COALMINE_SCREENSHOTS") is not { Length: > 0 } folder)
            return;
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-full.png"), FullPage = true });
    }
}
