using Xunit;

namespace Coalmine.Architecture.Tests.Purity;

/// <summary>Shows the finders what they must find and what they must let pass: a finder that finds nothing proves nothing.</summary>
public sealed class FinderTests
{
    [Theory]
    [InlineData("class C { Task M() => Task.CompletedTask; }")]
    [InlineData("class C { static ValueTask<int> M() => new(1); }")]
    [InlineData("class C { async IAsyncEnumerable<int> M() { await Task.Yield(); yield return 1; } }")]
    public void Asynchrony_InText_IsFound(string text) => Assert.NotEmpty(Asynchrony.Find(CompiledText.Of(text).Load()));

    [Theory]
    [InlineData("class C { static int n; static int Next() => ++n; }")]
    [InlineData("class C { public static int N { get; set; } }")]
    [InlineData("class C { static readonly List<int> L = []; void M() => L.Add(1); }")]
    [InlineData("class C { static readonly IDictionary<int, int> L = new Dictionary<int, int>(); }")]
    [InlineData("public class C { public static List<int> L { get; } = []; }")]
    [InlineData("public class C { public static readonly double[] A = [1, 2]; }")]
    [InlineData("class C { static readonly double[] A = [1, 2]; static void M() { A[0] = 3; } }")]
    [InlineData("class C { static readonly double[] A = [1, 2]; static void M() { A[0]++; } }")]
    [InlineData("class C { static readonly double[] A = [1, 2]; static void M() => Array.Clear(A); }")]
    [InlineData("class C { internal static readonly double[] A = [1, 2]; } class D { static void M() { C.A[0] = 3; } }")]
    [InlineData("class C { static readonly B X = new(); } class B { public int N; }")]
    [InlineData("class C { static readonly B X = new(1); } class B(int n) { public int Next() => ++n; }")]
    [InlineData("class C { static readonly B X = new(1); } class B(int n) { public void Set(int m) { n = m; } public int Get() => n; }")]
    [InlineData("class C { static readonly B X = new(); void M() { B x = X; x.A[0] = 1; } } class B { public int[] A { get; } = new int[2]; }")]
    [InlineData("class C { static C One { get; } = new(); readonly int[] scratch = new int[4]; void M(int i) { scratch[i] = i; } }")]
    public void StaticState_InText_IsFound(string text)
    {
        CompiledText compiled = CompiledText.Of(text);
        Assert.NotEmpty(StaticState.Find(compiled.Load(), compiled.Writes));
    }

    [Theory]
    [InlineData("class C { const int N = 1; static readonly int M = 2; static readonly string S = \"a\"; }")]
    [InlineData("class C { static readonly double[] A = [1, 2]; static double M(int i) => A[i]; }")]
    [InlineData("class C { static readonly double[] A = M(); static double[] M() { double[] a = new double[2]; a[0] = 1; return a; } }")]
    [InlineData("record R(string Name, R Next) { public static readonly R One = new(\"one\", null); public static R Two { get; } = new(\"two\", One); }")]
    [InlineData("class C { static readonly Dictionary<string, int[]> D = new() { [\"a\"] = [1] }; static bool M(string k) => D.ContainsKey(k); }")]
    [InlineData("class C { static readonly C One = new(2); readonly double[] a; C(int n) { a = new double[n]; a[0] = 1; } double M() => a[0]; }")]
    [InlineData("class C { static readonly (string, long)[] Units = [(\"s\", 1)]; static int M(string u) => Array.FindIndex(Units, x => x.Item1 == u); }")]
    [InlineData("class C { static readonly IReadOnlyList<string> L = [\"a\", \"b\"]; static Func<int, int> M() => x => x + 1; }")]
    [InlineData("class C { static readonly B X = new([(\"s\", 1)]); } public class B(params (string, decimal)[] units) { public int Count => units.Length; }")]
    [InlineData("class C { static readonly B X = new(2); } class B { public B(int n) => A[0] = n; public int[] A { get; } = new int[2]; }")]
    [InlineData("public class C { public static C Nothing { get; } = new(0); public int[] A { get; } C(int n) => A = new int[n]; }")]
    [InlineData("class C { static readonly System.Collections.Immutable.ImmutableArray<string> A = [\"a\"]; }")]
    public void StaticState_ThatCannotChange_Passes(string text)
    {
        CompiledText compiled = CompiledText.Of(text);
        Assert.Empty(StaticState.Find(compiled.Load(), compiled.Writes));
    }

    [Theory]
    [InlineData("class C { void M() => Console.WriteLine(); }", "System.Console")]
    [InlineData("class C { bool M() => System.IO.File.Exists(\"a\"); }", "System.IO.File")]
    [InlineData("class C { DateTime M() => DateTime.UtcNow; }", "System.DateTime.get_UtcNow")]
    [InlineData("class C { Guid M() => Guid.NewGuid(); }", "System.Guid.NewGuid")]
    [InlineData("class C { double M() => new Random(1).NextDouble(); }", "System.Random")]
    [InlineData("class C { object M() => new System.Net.Http.HttpClient(); }", "System.Net.Http.HttpClient")]
    [InlineData("class C { void M() => new System.Threading.Thread(() => { }).Start(); }", "System.Threading.Thread")]
    [InlineData("class C { void M() { lock (this) { } } }", "System.Threading.Monitor")]
    [InlineData("class C { void M() => Parallel.For(0, 1, _ => { }); }", "System.Threading.Tasks.Parallel")]
    [InlineData("class C { string M() => Environment.NewLine; }", "System.Environment.get_NewLine")]
    [InlineData("class C { object M() => System.Globalization.CultureInfo.CurrentCulture; }", "System.Globalization.CultureInfo.get_CurrentCulture")]
    public void ForbiddenReference_InText_IsFound(string text, string expected)
    {
        using MemoryStream image = new(CompiledText.Of(text).Image);
        Assert.Contains(ForbiddenReferences.Find("Text", image), finding => finding.Place == $"Text: {expected}");
    }

    [Theory]
    [InlineData("class C { IEnumerable<int> M() { yield return 1; } DateTime M(DateTime a) => a.AddDays(1); }")]
    [InlineData("class C { void M(System.Threading.CancellationToken stop) => stop.ThrowIfCancellationRequested(); }")]
    [InlineData("class C { string M() => new System.IO.StringReader(\"\").ReadLine(); }")]
    public void ForbiddenReference_InPureText_IsNotFound(string text)
    {
        using MemoryStream image = new(CompiledText.Of(text).Image);
        Assert.Empty(ForbiddenReferences.Find("Text", image));
    }
}
