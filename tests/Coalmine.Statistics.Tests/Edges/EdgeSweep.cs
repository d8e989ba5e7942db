using System.Globalization;
using System.Reflection;

namespace Coalmine.Statistics.Tests.Edges;

/// <summary>Calls the public members of one type over seeded combinations of usual and degenerate arguments and writes down what broke a promise.</summary>
internal sealed class EdgeSweep(Type type)
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private readonly System.Random _random = new(20240607);
    private readonly List<object> _answers = [];

    /// <summary>The type that is swept.</summary>
    public Type Type => type;

    /// <summary>One line for each member and kind of break, with the first arguments that showed it.</summary>
    public SortedDictionary<string, string> Findings { get; } = new(StringComparer.Ordinal);

    /// <summary>Members for whose parameters no argument could be made.</summary>
    public SortedSet<string> Unfed { get; } = new(StringComparer.Ordinal);


    public void Run()
    {
        IEnumerable<MethodInfo> methods = type.GetMethods(Declared)
            .Where(method => !IsOfTheLanguage(method))
            .OrderBy(method => !method.IsStatic).ThenBy(method => method.ToString(), StringComparer.Ordinal);
        if (type.GetConstructors().Length > 0 && !type.IsAbstract)
            Construct();
        foreach (MethodInfo method in methods)
            Sweep(method);
    }

    /// <summary>Type and member, without the signature: the name under which exceptions to the rule are listed.</summary>
    public static string NameOf(MethodBase method) => method.DeclaringType!.Name + "." + method.Name.Replace("get_", "", StringComparison.Ordinal);

    private static bool IsOfTheLanguage(MethodInfo method) =>
        method.IsGenericMethod || method.Name is "Equals" or "GetHashCode" or "ToString" or "Deconstruct" or "GetType" or "<Clone>$"
        || method.Name.StartsWith("op_", StringComparison.Ordinal) || method.Name.StartsWith("set_", StringComparison.Ordinal);

    private void Construct()
    {
        for (int i = 0; i < 60; i++)
        {
            try
            {
                if (DegenerateValues.Instance(type, i % 3 == 0, _random) is { } made && !NotANumber.OrInfinityIsIn(made.Parts))
                    _answers.Add(made.Object);
            }
            catch (Exception failure) when (failure is not ArgumentException)
            {
                Findings.TryAdd(type.Name + ".ctor " + failure.GetType().Name, failure.Message);
            }
        }
    }

    private void Sweep(MethodInfo method)
    {
        ParameterInfo[] parameters = method.GetParameters();
        var invoker = new Invoker(method);
        for (int i = 0; i < Expectations.CallsOf(NameOf(method), parameters.Length); i++)
        {
            object? instance = null;
            if (!method.IsStatic)
            {
                if (type.IsAbstract)
                    return;
                if (_answers.Count == 0)
                {
                    Unfed.Add(NameOf(method));
                    return;
                }

                instance = _answers[_random.Next(_answers.Count)];
            }

            // Most calls have one degenerate argument, so that the others do not hide it; some have many.
            int odd = i % 4 == 3 ? -1 : _random.Next(parameters.Length + 1);
            object?[] arguments = new object?[parameters.Length];
            for (int j = 0; j < arguments.Length; j++)
                arguments[j] = DegenerateValues.Draw(Invoker.Boxed(parameters[j].ParameterType), parameters[j].Name!, odd != j && (odd >= 0 || _random.Next(2) == 0), _random);
            if (arguments.Contains(null))
            {
                Unfed.Add(NameOf(method));
                return;
            }

            Try(method, invoker, instance, arguments);
        }
    }

    private void Try(MethodInfo method, Invoker invoker, object? instance, object?[] arguments)
    {
        string name = NameOf(method);
        object? result;
        try
        {
            result = invoker.Call(instance, arguments);
        }
        catch (ArgumentException)
        {
            return;
        }
        catch (Exception failure) when (failure is not ArgumentException)
        {
            if (!Expectations.Exceptions.ContainsKey(name + " " + failure.GetType().Name))
                Findings.TryAdd(name + " " + failure.GetType().Name, Shown(instance, arguments) + ": " + failure.Message);
            return;
        }

        if (!NotANumber.IsIn(result))
        {
            if (result is not null && result.GetType() == type && _answers.Count < 400)
                _answers.Add(result);
            if (method.IsStatic && result is Statistics.Intervals.Interval { Lower: double lower, Upper: double upper } && lower > upper
                && !(lower - upper <= 1e-9 * Math.Abs(lower)) && !HasNegativeQuantile(method, arguments))
                Findings.TryAdd(name + " reversed interval", Shown(instance, arguments) + " -> " + result);
            return;
        }

        bool propagates = NotANumber.IsIn(arguments) || NotANumber.IsIn(instance);
        if (!(propagates ? Expectations.Propagating : Expectations.Answering).ContainsKey(name))
            Findings.TryAdd(name + (propagates ? " passes NaN on" : " answers NaN"), Shown(instance, arguments) + " -> " + Shown(result));
    }

    private static bool HasNegativeQuantile(MethodInfo method, object?[] arguments) =>
        method.GetParameters().Zip(arguments).Any(pair => pair.First.Name == "z" && pair.Second is < 0.0);

    private static string Shown(object? instance, object?[] arguments) =>
        (instance is null ? "" : Shown(instance) + " . ") + "(" + string.Join("; ", arguments.Select(Shown)) + ")";

    private static string Shown(object? value) => value switch
    {
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        Array { Rank: 1 } items => "[" + string.Join(", ", items.Cast<object?>().Take(8).Select(Shown)) + "]",
        _ => Words(value),
    };

    // A record that holds impossible numbers may refuse to show what follows from them.
    private static string Words(object? value)
    {
        try
        {
            return Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        }
        catch (ArgumentException)
        {
            return value!.GetType().Name;
        }
    }
}
